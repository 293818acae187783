"""What the declarations of procedures share."""

from workflow.procedures import SlotRule

DRAFTING = frozenset({"draft", "returned"})
EVIDENCE = SlotRule("participant", DRAFTING)
KEPT = SlotRule("participant", frozenset())  # of older papers: what stands there is shown, nothing new is taken
