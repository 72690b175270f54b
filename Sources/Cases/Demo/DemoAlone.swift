import Kernel
import Storage

/// One invented person who asks for themselves, and what happened to the file so far: handed in, looked at, granted,
/// or with the card on its way.
struct DemoAlone: Sendable {
    let number: Int
    let procedure: Procedure
    let near: PlaceCode
    let officer: Principal
    let now: Moment
    /// What stands for each of their papers.
    let paper: AddDocument.StoredFile

    private var chapter: Int { number % demoChapters }
    private var isGranted: Bool { chapter > 1 }
    /// Days ago that it was filed: a granted one long enough for all of it.
    private var ageDays: Int { isGranted ? 75 + number * 11 : 4 + number * 2 }
    var filedAt: Moment { now.adding(seconds: Int64(-ageDays) * 86_400) }

    /// Whose file it is, by name.
    var holder: String { household.holder.name }

    func play(_ applicant: PersonID, in db: Writer, _ house: CaseHouse) throws {
        let filing = FileCase(
            procedure: procedure.code, household: household, municipality: near,
            applicant: applicant, isInvented: true)
        let kase = try filing.perform(by: .house, at: filedAt, in: db, house)
        if chapter == 0 { return }
        let desk = demoDesk(officer, at: kase.office)
        if procedure.step(demoVisaStep) != nil {
            try step(demoVisaStep, kase, desk, afterDays: 2, in: db, house)
            if !isGranted { return }
            try step("visa-issued", kase, desk, afterDays: 20, in: db, house)
        } else {
            try RecordVisit(reference: kase.reference)
                .perform(by: desk, at: moment(afterDays: 3), in: db, house)
        }
        if !isGranted { return }
        try demoGrant(
            kase, with: paper, by: desk, at: moment(afterDays: 40), in: db, house)
        if chapter == 2 { return }
        for code in demoStepsToTheCard {
            try step(code, kase, desk, afterDays: 60, in: db, house)
        }
    }

    private func moment(afterDays days: Int) -> Moment {
        filedAt.adding(seconds: Int64(days) * 86_400)
    }

    private func step(
        _ code: String, _ kase: Case, _ desk: Principal, afterDays days: Int, in db: Writer,
        _ house: CaseHouse
    ) throws {
        try TakeStep(reference: kase.reference, step: code, note: demoNote)
            .perform(by: desk, at: moment(afterDays: days), in: db, house)
    }

    private var household: Household {
        let given = demoGivenNames[(number * 7 + 5) % demoGivenNames.count]
        let birth = Day(year: 1975 + number * 2, month: 1 + number % 12, day: 1 + number * 2 % 28)
        let person = PersonOfFile(
            name: "\(given) \(demoFamilyNames[number % demoFamilyNames.count])",
            birth: birth ?? Day(number: 0), relation: .holder, isInPortugal: true)
        return Household(holder: person, holderIsRefugee: false, family: [])
    }
}

/// The procedures of which each chapter is told once.
let demoAlone = ["residence-permit", "renewal", "cplp"]
let demoChapters = 4
let demoVisaStep = "visa-asked"
private let demoNote = "Demonstração"
let demoStepsToTheCard = [
    "fee-asked", "fee-paid", "biometrics-taken", "address-checked", "title-ordered",
    "title-produced", "title-dispatched",
]
