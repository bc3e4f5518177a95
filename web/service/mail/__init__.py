"""Mail to experts: worded, written, sent."""
