import Kernel
import Languages
import LegalTime
import Storage

/// What every action and page of this room stands on: the law as data, time, and the neighbours.
struct CaseHouse: Sendable {
    let policy: Policy
    let zone: Zone
    let calendars: OfficeCalendars
    let neighbours: Neighbours
    /// `https://cais.example`: what stands in QR codes before `/verify/…`.
    let verifyBase: String
    /// Who makes payment documents for real cases; nil where none is set up.
    var payments: PaymentProvider?
    /// How large a document may be.
    var documentBytesMax = usualDocumentBytesMax

    func procedure(_ code: String) throws -> Procedure {
        guard let procedure = policy.procedure(code) else { throw CaseRefusal.unknownProcedure }
        return procedure
    }

    func clocks(of kase: Case) throws -> CaseClocks {
        CaseClocks(
            procedure: try procedure(kase.procedure), zone: zone, calendar: calendar(of: kase))
    }

    /// The working days of the office of a case.
    func calendar(of kase: Case) -> WorkingCalendar {
        calendars.at(kase.officePlace, office: kase.office)
    }
}
