//! Fake platforms on loopback, with state and with faults, against which the bots are run.

pub mod telegram;
