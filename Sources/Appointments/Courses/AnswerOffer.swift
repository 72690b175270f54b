import Kernel
import Storage

/// Somebody takes the place that is offered to them.
struct AcceptPlace: Sendable {
    let enrolment: EnrolmentID

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: CourseAsks
    ) throws {
        let one = try Enrolment.find(enrolment, of: principal, in: db)
        if let refusal = one.refusal(ofAcceptanceOn: asks.zone.day(of: now)) { throw refusal }
        try one.move(to: .enrolled, by: principal, at: now, in: db)
        try asks.tell(.moved(one, Course.find(one.course, in: db), .enrolled), now, db)
    }
}

/// Somebody gives back a place, turns down an offer or waits no longer; the next one is offered what is free.
struct LeaveCourse: Sendable {
    let enrolment: EnrolmentID

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: CourseAsks
    ) throws {
        let one = try Enrolment.find(enrolment, of: principal, in: db)
        guard one.state.isOpen else { throw CourseRefusal.notEnrolled }
        if try one.certificate(in: db) != nil { throw CourseRefusal.certifiedAlready }
        try one.move(to: .left, by: principal, at: now, in: db)
        try asks.tell(.moved(one, Course.find(one.course, in: db), .left), now, db)
        try RenewOffers(course: one.course).perform(at: now, in: db, asks)
    }
}
