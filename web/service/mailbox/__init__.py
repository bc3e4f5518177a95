"""The unit's mailbox read: replies become answers, bounces are told to the outbox."""
