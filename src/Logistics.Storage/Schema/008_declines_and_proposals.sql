-- What recipients were offered, and what they said.
--
-- `decline` is one more table of one day's rows, like those of 001: a no that was declared with the day. A no that answers a proposal is not
-- written there: it stays an answer, and joins the day when the day is read, so that declaring a day anew forgets no answer.
--
-- `proposal` is what one plan promises of one lot to one need, put to its recipient until `answer_by`. Its id is derived from the three, so putting it again
-- changes nothing. `proposal_answer` is only ever added to, one for each proposal: who was first has answered. What becomes of silence is
-- written as an answer too, by nobody, when the time is over.

CREATE TABLE decline (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,       -- the need's
  ordinal int NOT NULL,
  lot_id uuid NOT NULL,
  need_id uuid NOT NULL,
  most_g bigint NOT NULL CHECK (most_g >= 0),
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, territory_id, ordinal),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, lot_id) REFERENCES lot DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, need_id) REFERENCES need DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE proposal (
  id uuid PRIMARY KEY,
  service_date date NOT NULL,
  territory_id uuid NOT NULL,       -- the need's
  plan_id uuid NOT NULL REFERENCES plan,
  lot_id uuid NOT NULL,
  need_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  quantity_g bigint NOT NULL CHECK (quantity_g > 0),
  put_at timestamptz NOT NULL,
  answer_by timestamptz NOT NULL CHECK (answer_by >= put_at),
  UNIQUE (plan_id, lot_id, need_id)
);
CREATE INDEX proposal_by_date ON proposal (service_date, territory_id);
CREATE INDEX proposal_by_recipient ON proposal (recipient_id, service_date);

CREATE TABLE proposal_answer (
  proposal_id uuid PRIMARY KEY REFERENCES proposal,
  territory_id uuid NOT NULL,
  takes_g bigint NOT NULL CHECK (takes_g >= 0),
  motive text,
  answered_at timestamptz NOT NULL,
  by_silence boolean NOT NULL
);
CREATE TRIGGER answer_is_append_only BEFORE UPDATE OR DELETE ON proposal_answer
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_past();
CREATE TRIGGER answer_is_never_emptied BEFORE TRUNCATE ON proposal_answer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_past();

CALL keep_territories_apart('decline');
CALL keep_territories_apart('proposal', rights => 'SELECT, INSERT');
CALL keep_territories_apart('proposal_answer', rights => 'SELECT, INSERT');
