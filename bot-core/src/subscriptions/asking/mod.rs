//! What people type behind the command, read.
