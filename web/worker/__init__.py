"""Work beside the pages: jobs, mails, calendars that are read again."""
