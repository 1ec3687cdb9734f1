-- A topic of an ntfy server beside browsers: nothing is sealed for it, so it has neither key nor secret, and what it hears the instance by is the server's address.
ALTER TABLE push_device ALTER COLUMN device_key DROP NOT NULL, ALTER COLUMN secret DROP NOT NULL;
ALTER TABLE push_device DROP CONSTRAINT push_device_application_key_check;
ALTER TABLE push_device ADD CONSTRAINT push_device_is_browser_or_topic
  CHECK ((device_key IS NULL) = (secret IS NULL) AND (device_key IS NULL OR octet_length(application_key) = 65) AND octet_length(application_key) <= 1000);
