"""Who keeps which calendar addresses."""
