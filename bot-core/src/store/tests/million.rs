//! Measures with a million subscriptions.
