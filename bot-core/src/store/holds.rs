//! What only one of several instances may do: who asks Telegram for updates, who registers commands.

use jiff::Timestamp;

use super::database::args;
use super::{Store, StoreError};

impl Store {
    /// Takes a named task, or keeps it for longer. True: it is this instance's until then. Others get it when the time is
    /// over, or when it is given back; the clocks of instances should differ by far less than that time.
    ///
    /// # Errors
    /// Nobody knows whether it was taken: it must not be done.
    pub async fn hold(&self, name: &str, instance: &str, until: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
        let taken = "INSERT INTO holds (name, instance, until) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET instance = excluded.instance, until = excluded.until
            WHERE holds.instance = excluded.instance OR holds.until <= $4";
        Ok(self.database.execute(taken, args![name, instance, until, now]).await? == 1)
    }

    /// Gives a task back, if this instance has it.
    ///
    /// # Errors
    /// It is still held, until its time is over.
    pub async fn release(&self, name: &str, instance: &str) -> Result<(), StoreError> {
        self.database.execute("DELETE FROM holds WHERE name = $1 AND instance = $2", args![name, instance]).await?;
        Ok(())
    }
}
