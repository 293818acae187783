"""The mathematics of the transparency log: RFC 6962 tree, C2SP signed notes, tiles and proofs. It knows no database."""
