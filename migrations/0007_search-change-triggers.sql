-- As before, with what is filtered, counted and completed beside what is searched.
CREATE OR REPLACE FUNCTION refresh_search_document(changed_event_id text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM events WHERE id = changed_event_id FOR NO KEY UPDATE;
  DELETE FROM search_documents d
   WHERE d.event_id = changed_event_id
     AND NOT EXISTS (SELECT FROM events e WHERE e.id = changed_event_id AND e.status = 'published');
  INSERT INTO search_documents AS d
    (event_id, words, places, names, organization_id, venue_id, performer_ids, city, country, time_zone,
     latitude, longitude, type, day, starts_at, ends_at, lowest_minor, highest_minor, currency)
  SELECT
    e.id,
    searchable_words(e.name, 'A')
      || searchable_words(performing.names, 'B')
      || searchable_words(concat_ws(' ', v.name, v.city), 'C')
      || searchable_words(e.description, 'D'),
    array_to_tsvector(array_remove(
      ARRAY[searchable_text(v.city), searchable_text(v.region), '@' || lower(v.country)], '')),
    searchable_text(concat_ws(' ', e.name, performing.names, v.name, v.city)),
    e.organization_id, v.id, performing.ids, v.city, v.country, v.time_zone,
    v.latitude, v.longitude, e.type,
    (e.starts_at AT TIME ZONE v.time_zone)::date,
    e.starts_at, coalesce(e.ends_at, e.starts_at),
    priced.lowest_minor, priced.highest_minor, e.currency
  FROM events e
  JOIN venues v ON v.id = e.venue_id
  CROSS JOIN LATERAL (
    SELECT string_agg(p.name, ' ' ORDER BY ep.position) AS names,
           coalesce(array_agg(p.id ORDER BY ep.position), '{}') AS ids
      FROM event_performers ep JOIN performers p ON p.id = ep.performer_id
     WHERE ep.event_id = e.id) AS performing
  CROSS JOIN LATERAL (
    SELECT min(price_minor) AS lowest_minor, max(price_minor) AS highest_minor
      FROM price_categories WHERE event_id = e.id) AS priced
  WHERE e.id = changed_event_id AND e.status = 'published'
  ON CONFLICT (event_id) DO UPDATE SET
    words = excluded.words, places = excluded.places, names = excluded.names,
    organization_id = excluded.organization_id, venue_id = excluded.venue_id, performer_ids = excluded.performer_ids,
    city = excluded.city, country = excluded.country, time_zone = excluded.time_zone,
    latitude = excluded.latitude, longitude = excluded.longitude,
    type = excluded.type, day = excluded.day, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
    lowest_minor = excluded.lowest_minor, highest_minor = excluded.highest_minor, currency = excluded.currency;
END;
$$;
--> statement-breakpoint
-- A statement that writes ten prices of an event makes its document once.
CREATE FUNCTION refresh_priced_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_search_document(event_id)
    FROM (SELECT DISTINCT event_id FROM changed ORDER BY event_id) AS priced;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER refresh_search_documents_inserted
  AFTER INSERT ON price_categories REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_priced_documents();
--> statement-breakpoint
CREATE TRIGGER refresh_search_documents_updated
  AFTER UPDATE ON price_categories REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_priced_documents();
--> statement-breakpoint
CREATE TRIGGER refresh_search_documents_deleted
  AFTER DELETE ON price_categories REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_priced_documents();
--> statement-breakpoint
-- Also what is shown and not searched.
DROP TRIGGER await_search_documents ON events;
--> statement-breakpoint
DROP TRIGGER refresh_search_documents ON events;
--> statement-breakpoint
CREATE TRIGGER await_search_documents
  BEFORE INSERT OR UPDATE OF name, type, description, image_url, currency, venue_id, starts_at, ends_at, status ON events
  FOR EACH STATEMENT EXECUTE FUNCTION await_search_documents();
--> statement-breakpoint
CREATE TRIGGER refresh_search_documents
  AFTER INSERT OR UPDATE OF name, type, description, image_url, currency, venue_id, starts_at, ends_at, status ON events
  FOR EACH ROW EXECUTE FUNCTION refresh_search_documents();
--> statement-breakpoint
-- Whatever changes of an event, its venue, performers or prices passes through its document, also when it leaves the search: so
-- this one place sees all of it, and what is written here is committed with it or not at all.
CREATE FUNCTION log_search_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_changes (event_id) VALUES (CASE TG_OP WHEN 'DELETE' THEN OLD.event_id ELSE NEW.event_id END)
    ON CONFLICT (xid, event_id) DO NOTHING;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER log_search_change
  AFTER INSERT OR UPDATE OR DELETE ON search_documents
  FOR EACH ROW EXECUTE FUNCTION log_search_change();
--> statement-breakpoint
CREATE TRIGGER log_search_change
  AFTER INSERT OR UPDATE OR DELETE ON event_demand
  FOR EACH ROW EXECUTE FUNCTION log_search_change();
--> statement-breakpoint
SELECT refresh_search_document(id) FROM events;
