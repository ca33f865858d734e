CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
-- Lower case, without accents, words of letters and digits between single spaces: the same for what is searched and for what
-- is asked, so the result holds no character that a tsquery reads as syntax. Its collation is named because the database's
-- own may know nothing beyond ASCII.
CREATE FUNCTION searchable_text(value text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(
    normalize(lower(unaccent(regexp_replace(normalize(coalesce(value, ''), NFKD), '[\u0300-\u036f]', '', 'g'))
      COLLATE "und-x-icu"), NFC),
    '[[:space:][:punct:][:cntrl:]$+<=>^`|~]+', ' ', 'g'));
$$;
--> statement-breakpoint
CREATE FUNCTION searchable_words(value text, weight "char") RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('simple', searchable_text(value)), weight);
$$;
--> statement-breakpoint
-- Writes the document of a published event and deletes that of any other. The event is locked first, so that of two
-- transactions which change parts of it (its name, its performers) the later one sees what the earlier one wrote.
CREATE FUNCTION refresh_search_document(changed_event_id text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM events WHERE id = changed_event_id FOR NO KEY UPDATE;
  DELETE FROM search_documents d
   WHERE d.event_id = changed_event_id
     AND NOT EXISTS (SELECT FROM events e WHERE e.id = changed_event_id AND e.status = 'published');
  INSERT INTO search_documents AS d
    (event_id, words, places, latitude, longitude, type, day, starts_at, ends_at)
  SELECT
    e.id,
    searchable_words(e.name, 'A')
      || searchable_words(
           (SELECT string_agg(p.name, ' ' ORDER BY ep.position)
              FROM event_performers ep JOIN performers p ON p.id = ep.performer_id
             WHERE ep.event_id = e.id), 'B')
      || searchable_words(concat_ws(' ', v.name, v.city), 'C')
      || searchable_words(e.description, 'D'),
    array_to_tsvector(array_remove(
      ARRAY[searchable_text(v.city), searchable_text(v.region), '@' || lower(v.country)], '')),
    v.latitude, v.longitude, e.type,
    (e.starts_at AT TIME ZONE v.time_zone)::date,
    e.starts_at, coalesce(e.ends_at, e.starts_at)
  FROM events e JOIN venues v ON v.id = e.venue_id
  WHERE e.id = changed_event_id AND e.status = 'published'
  ON CONFLICT (event_id) DO UPDATE SET
    words = excluded.words, places = excluded.places, latitude = excluded.latitude, longitude = excluded.longitude,
    type = excluded.type, day = excluded.day, starts_at = excluded.starts_at, ends_at = excluded.ends_at;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION refresh_search_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'events' THEN
      PERFORM refresh_search_document(NEW.id);
    WHEN 'event_performers' THEN
      IF TG_OP <> 'INSERT' THEN PERFORM refresh_search_document(OLD.event_id); END IF;
      IF TG_OP <> 'DELETE' THEN PERFORM refresh_search_document(NEW.event_id); END IF;
    WHEN 'venues' THEN
      PERFORM refresh_search_document(id)
        FROM (SELECT id FROM events WHERE venue_id = NEW.id AND status = 'published' ORDER BY id) AS changed;
    WHEN 'performers' THEN
      PERFORM refresh_search_document(id)
        FROM (SELECT e.id FROM events e JOIN event_performers ep ON ep.event_id = e.id
               WHERE ep.performer_id = NEW.id AND e.status = 'published' ORDER BY e.id) AS changed;
  END CASE;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
-- A venue that changes while an event moves to it would miss that event, and the event the change. So writes of events go on
-- side by side, and a change of a venue or a performer waits for those under way and holds off later ones until it is committed.
CREATE FUNCTION await_search_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME IN ('venues', 'performers') THEN
    PERFORM pg_advisory_xact_lock(hashtext('search_documents'));
  ELSE
    PERFORM pg_advisory_xact_lock_shared(hashtext('search_documents'));
  END IF;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER await_search_documents
  BEFORE INSERT OR UPDATE OF name, type, description, venue_id, starts_at, ends_at, status ON events
  FOR EACH STATEMENT EXECUTE FUNCTION await_search_documents();
--> statement-breakpoint
CREATE TRIGGER refresh_search_documents
  AFTER INSERT OR UPDATE OF name, type, description, venue_id, starts_at, ends_at, status ON events
  FOR EACH ROW EXECUTE FUNCTION refresh_search_documents();
--> statement-breakpoint
CREATE TRIGGER await_search_documents
  BEFORE INSERT OR UPDATE OR DELETE ON event_performers
  FOR EACH STATEMENT EXECUTE FUNCTION await_search_documents();
--> statement-breakpoint
CREATE TRIGGER refresh_search_documents
  AFTER INSERT OR UPDATE OR DELETE ON event_performers
  FOR EACH ROW EXECUTE FUNCTION refresh_search_documents();
--> statement-breakpoint
CREATE TRIGGER await_search_documents
  BEFORE UPDATE OF name, city, region, country, latitude, longitude, time_zone ON venues
  FOR EACH STATEMENT EXECUTE FUNCTION await_search_documents();
--> statement-breakpoint
CREATE TRIGGER refresh_search_documents
  AFTER UPDATE OF name, city, region, country, latitude, longitude, time_zone ON venues
  FOR EACH ROW EXECUTE FUNCTION refresh_search_documents();
--> statement-breakpoint
CREATE TRIGGER await_search_documents
  BEFORE UPDATE OF name ON performers
  FOR EACH STATEMENT EXECUTE FUNCTION await_search_documents();
--> statement-breakpoint
CREATE TRIGGER refresh_search_documents
  AFTER UPDATE OF name ON performers
  FOR EACH ROW EXECUTE FUNCTION refresh_search_documents();
--> statement-breakpoint
SELECT refresh_search_document(id) FROM events;
