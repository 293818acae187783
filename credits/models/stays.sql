CREATE TRIGGER issued_lot_stays BEFORE UPDATE OR DELETE ON credits_issuedlot
  FOR EACH ROW EXECUTE FUNCTION row_stays('issued_lot_stays');

CREATE TRIGGER certificate_stays BEFORE UPDATE OR DELETE ON credits_retirementcertificate
  FOR EACH ROW EXECUTE FUNCTION row_stays('certificate_stays');

CREATE TRIGGER certificate_range_stays BEFORE UPDATE OR DELETE ON credits_certificaterange
  FOR EACH ROW EXECUTE FUNCTION row_stays('certificate_range_stays');
