//! How steps are done that make Discord misbehave.

use std::time::Duration;

use serde_json::Value;

use super::super::faults::{Fault, FaultKind, Scope};
use super::deeds::needed;
use super::script::{Deed, Step};
use super::stage::Stage;

fn scope(step: &Step) -> Result<Scope, String> {
    match step.scope.as_deref() {
        None | Some("user") => Ok(Scope::User),
        Some("global") => Ok(Scope::Global),
        Some("shared") => Ok(Scope::Shared),
        Some(other) => Err(format!("there is no scope `{other}`")),
    }
}

fn fault_kind(step: &Step) -> Result<FaultKind, String> {
    let code = || needed(step.code.as_ref(), "code").copied();
    Ok(match needed(step.kind.as_ref(), "kind")?.as_str() {
        "too_many_requests" => FaultKind::TooManyRequests(scope(step)?, *needed(step.seconds.as_ref(), "seconds")?),
        "internal_error" => FaultKind::InternalError,
        "bad_gateway_html" => FaultKind::BadGatewayHtml,
        "reset_before" => FaultKind::ResetBefore,
        "reset_after" => FaultKind::ResetAfter,
        "hang" => FaultKind::Hang,
        "hang_after" => FaultKind::HangAfter,
        "forbidden" => FaultKind::Forbidden(code()?),
        "not_found" => FaultKind::NotFound(code()?),
        "refused" => FaultKind::Refused(code()?),
        "unauthorized" => FaultKind::Unauthorized,
        "delay" => FaultKind::Delay(Duration::from_millis(*needed(step.ms.as_ref(), "ms")?)),
        other => return Err(format!("there is no fault `{other}`")),
    })
}

impl Stage {
    pub(super) fn meddle(&self, step: &Step) -> Result<(), String> {
        let fake = &self.fake;
        let times = step.times.unwrap_or(1);
        match step.deed {
            Deed::Fault => {
                let channel = step.channel.as_ref().map(|_| self.room(step)).transpose()?;
                fake.fault(Fault { channel, method: step.method.clone(), kind: fault_kind(step)?, times: step.times });
            }
            Deed::ClearFaults => fake.clear_faults(),
            Deed::Recorded | Deed::Dispatch => return self.send(step),
            Deed::CutGateway => fake.cut_gateway(),
            Deed::CloseGateway => {
                let code = *needed(step.code.as_ref(), "code")?;
                fake.close_gateway(u16::try_from(code).map_err(|e| e.to_string())?);
            }
            Deed::AskReconnect => fake.ask_reconnect(),
            Deed::InvalidateSessions => fake.invalidate_sessions(false),
            Deed::ForgetSessions => fake.forget_sessions(),
            Deed::SilenceGateway => fake.set_gateway_silent(true),
            Deed::UnsilenceGateway => fake.set_gateway_silent(false),
            Deed::StopAcknowledging => fake.set_acknowledging(false),
            Deed::HangResumes => fake.hang_resumes(times),
            Deed::RefuseResumes => fake.refuse_resumes(times),
            Deed::RefuseUpgrades => fake.refuse_upgrades(times),
            Deed::RevokeToken => fake.revoke_token(),
            other => return Err(format!("{other:?} cannot be done here")),
        }
        Ok(())
    }

    /// A payload as it stands in the file.
    fn send(&self, step: &Step) -> Result<(), String> {
        let data: Value = serde_json::from_str(needed(step.text.as_ref(), "text")?).map_err(|e| e.to_string())?;
        if step.deed == Deed::Recorded {
            self.fake.recorded(self.room(step)?, self.by(step)?, &data);
        } else {
            let guild = step.guild.as_ref().map(|name| self.guild(name)).transpose()?;
            self.fake.dispatch(needed(step.event.as_ref(), "event")?, guild, &data);
        }
        Ok(())
    }
}
