-- The public list of issuances: published history and what was issued here.
CREATE OR REPLACE VIEW credits_public_issuance AS
SELECT 'P-' || r.import_key AS id, r.country_id, r.project_refs AS reference,
  coalesce((SELECT string_agg(p.title, '; ' ORDER BY p.reference) FROM credits_publishedissuance_projects l
    JOIN projects_project p ON p.id = l.project_id WHERE l.publishedissuance_id = r.id), '') AS title,
  r.monitoring_starts_on AS period_starts_on, r.monitoring_ends_on AS period_ends_on, r.decided_on,
  r.issued_on AS japan_issued_on, NULL::date AS partner_issued_on, r.total_tco2e,
  coalesce(r.japan_tco2e, r.government_of_japan_tco2e + r.japanese_participants_tco2e) AS japan_tco2e,
  coalesce(r.partner_tco2e, r.partner_government_tco2e + r.partner_participants_tco2e) AS partner_tco2e,
  r.posted_tco2e AS known_tco2e, (r.contained_in = '' AND r.same_as_id IS NULL AND r.origin <> 'example') AS counts,
  r.origin::text AS origin, r.record_status::text AS record_status, r.source_url,
  '/issuances/published/' || r.import_key || '/' AS url
FROM credits_publishedissuance r
UNION ALL
SELECT 'R-' || q.id, p.country_id, coalesce(p.reference, ''), p.title, m.period_starts_on, m.period_ends_on,
  q.decided_on, j.issued_at::date, f.issued_at::date,
  coalesce(j.notified_tco2e, 0) + coalesce(f.notified_tco2e, 0), coalesce(j.notified_tco2e, 0),
  coalesce(f.notified_tco2e, 0), coalesce(j.issued_tco2e, 0) + coalesce(f.issued_tco2e, 0), p.origin <> 'example',
  CASE p.origin WHEN 'example' THEN 'example' ELSE 'platform' END, '', '', '/issuance-requests/' || q.id || '/'
FROM credits_issuancerequest q
JOIN projects_project p ON p.id = q.project_id
JOIN projects_monitoringreport m ON m.id = q.report_id
LEFT JOIN credits_issuance j ON j.request_id = q.id AND j.side = 'japan'
LEFT JOIN credits_issuance f ON f.request_id = q.id AND f.side = 'partner'
WHERE q.state IN ('approved', 'issued');
