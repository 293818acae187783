-- Fewer looks for each posting, the same guarantees.
-- Accounts, lots and transactions are never updated or deleted, and each door looks at them before it writes, so that
-- a foreign key would only look again, and lock the two account rows that every posting shares.

ALTER TABLE book_movement
  DROP CONSTRAINT book_movement_transaction_id_fkey, DROP CONSTRAINT book_movement_lot_id_fkey,
  DROP CONSTRAINT book_movement_from_account_id_fkey, DROP CONSTRAINT book_movement_to_account_id_fkey;
ALTER TABLE book_holding DROP CONSTRAINT book_holding_lot_id_fkey, DROP CONSTRAINT book_holding_account_id_fkey;

CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON book_account
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON book_account
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();

-- A holding that only changes its owner covers what it covered before.
DROP TRIGGER book_lot_is_whole ON book_holding;
CREATE CONSTRAINT TRIGGER book_lot_is_whole AFTER DELETE ON book_holding
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION book_check_covered();
CREATE CONSTRAINT TRIGGER book_lot_stays_whole AFTER UPDATE ON book_holding
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.lot_id <> NEW.lot_id OR OLD.units <> NEW.units) EXECUTE FUNCTION book_check_covered();
DROP TRIGGER book_holding_within_lot ON book_holding;
CREATE TRIGGER book_holding_within_lot BEFORE INSERT ON book_holding
  FOR EACH ROW EXECUTE FUNCTION book_check_within_lot();
CREATE TRIGGER book_holding_stays_within_lot BEFORE UPDATE ON book_holding
  FOR EACH ROW WHEN (OLD.lot_id <> NEW.lot_id OR OLD.units <> NEW.units) EXECUTE FUNCTION book_check_within_lot();

-- Take a range out of an account and put it into another. The caller holds the lot's lock.
CREATE OR REPLACE FUNCTION book_carry(p_lot bigint, p_units int8range, p_from bigint, p_to bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  held book_holding;
  low int8range;
  high int8range;
BEGIN
  SELECT * INTO held FROM book_holding WHERE lot_id = p_lot AND units @> p_units AND account_id = p_from;
  IF NOT FOUND THEN
    PERFORM book_refuse('book_sender_holds_units', format('units %s of lot %s are not in the account', p_units, p_lot));
  END IF;
  IF held.units = p_units AND NOT EXISTS (SELECT 1 FROM book_holding WHERE lot_id = p_lot AND account_id = p_to
    AND units && int8range(lower(p_units) - 1, upper(p_units) + 1))
  THEN
    UPDATE book_holding SET account_id = p_to WHERE id = held.id;
    RETURN;
  END IF;
  low := int8range(lower(held.units), lower(p_units));
  high := int8range(upper(p_units), upper(held.units));
  IF isempty(low) AND isempty(high) THEN
    DELETE FROM book_holding WHERE id = held.id;
  ELSIF isempty(low) OR isempty(high) THEN
    UPDATE book_holding SET units = range_merge(low, high) WHERE id = held.id;
  ELSE
    UPDATE book_holding SET units = low WHERE id = held.id;
    INSERT INTO book_holding (lot_id, account_id, units) VALUES (p_lot, p_from, high);
  END IF;
  PERFORM book_put(p_lot, p_to, p_units);
END $$;
