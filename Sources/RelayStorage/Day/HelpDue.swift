package import Entitlement
package import Primitives
import Storage

extension HelpRequests {
    /// When the vendor means to have answered: the plan's target of the request's kind in business time, without the time in
    /// which it waited for the customer (requirements A26, B4); nil where no plan has a target, and while it waits.
    package func due(of request: HelpRequest, in setting: EntitlementSetting, at time: Timestamp) throws -> Timestamp? {
        guard let (clock, target, business) = try promise(of: request, in: setting, at: time) else { return nil }
        return try clock.due(after: target, in: business)
    }

    /// How much of that time has passed; nil where no plan has a target.
    package func elapsed(of request: HelpRequest, in setting: EntitlementSetting, at time: Timestamp) throws -> Duration? {
        guard let (clock, _, business) = try promise(of: request, in: setting, at: time) else { return nil }
        return try clock.elapsed(at: request.closed ?? time, in: business)
    }

    private func promise(
        of request: HelpRequest, in setting: EntitlementSetting, at time: Timestamp
    ) throws -> (SLAClock, Duration, BusinessTime)? {
        guard let line = request.line,
            let plan = try transaction.standings.line(line).term(at: request.asked, in: setting.zone)?.plan,
            let minutes = plan.kind(request.kind)?.targetMinutes, let calendar = setting.calendars[plan.calendar]
        else { return nil }
        var pauses = try pauses(of: request.id, at: time).map { pause in
            // What it waits for now has no end yet.
            let lasts = request.state == .waiting && pause.upperBound == time
            return SLAClock.Pause(from: pause.lowerBound, until: lasts ? nil : pause.upperBound)
        }
        // One that begins at this very instant has no length yet.
        if request.state == .waiting, pauses.last?.until != nil || pauses.isEmpty {
            pauses.append(SLAClock.Pause(from: time, until: nil))
        }
        let target = Duration.seconds(minutes) * 60
        return (SLAClock(start: request.asked, pauses: pauses), target, try BusinessTime(calendar, in: setting.zone))
    }
}
