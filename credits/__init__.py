"""WHY: issuance, authorisation, retirement and certificates, Article 6 reports."""
