-- PDDs and monitoring reports that were handed in stay as they are, but for parts that are open for correction.

CREATE TRIGGER design_words_stay BEFORE UPDATE ON projects_projectdesign FOR EACH ROW
  EXECUTE FUNCTION paper_words_stay('draft returned', 'title', 'description', 'region', 'city', 'latitude',
    'longitude', 'operation_starts_on', 'lifetime_years', 'contribution_from_japan', 'methodology_id', 'eligibility',
    'emission_sources', 'crediting_period_starts_on', 'eia_required', 'eia_note', 'consultation', 'consulted_on',
    'references', 'monitoring_plan', 'declares_no_double_registration', 'other_mechanism', 'other_mechanism_name',
    'other_mechanism_reference', 'sdip', 'sdg_contribution');
CREATE TRIGGER design_years_stay BEFORE INSERT OR UPDATE OR DELETE ON projects_estimatedyear FOR EACH ROW
  EXECUTE FUNCTION paper_rows_stay('projects_projectdesign', 'design_id', 'draft returned', 'years');

CREATE TRIGGER report_words_stay BEFORE UPDATE ON projects_monitoringreport FOR EACH ROW
  EXECUTE FUNCTION paper_words_stay('draft', 'implementation', 'monitoring_method', 'operating_status', 'events',
    'changes_since', 'deviations_applied', 'structure', 'parameters', 'sdir');
CREATE TRIGGER report_years_stay BEFORE INSERT OR UPDATE OR DELETE ON projects_reportedyear FOR EACH ROW
  EXECUTE FUNCTION paper_rows_stay('projects_monitoringreport', 'report_id', 'draft', 'years');
