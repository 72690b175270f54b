import Kernel
import LegalTime
import Storage

/// What all invented files stand on: the plan, the offices and their officers, the way to the card, one paper for all.
struct NationalGround: Sendable {
    let plan: NationalPlan
    let people: NationalPeople
    let house: CaseHouse
    let keys: Keys
    let paper: AddDocument.StoredFile
    /// After a grant, by the code of the procedure.
    let way: [String: [StepRule]]
    private let offices: [Wanted: CaseOffice]
    private let officers: [LocationID: [Principal]]

    private struct Wanted: Hashable {
        let service: String
        let home: PlaceCode
    }

    init(
        _ plan: NationalPlan, _ paper: AddDocument.StoredFile, keys: Keys, _ house: CaseHouse,
        in db: Reader
    ) throws {
        (self.plan, self.house, self.keys, self.paper) = (plan, house, keys, paper)
        let homes = house.neighbours.municipalities.map { $0.code }
        people = NationalPeople(homes)
        var offices: [Wanted: CaseOffice] = [:]
        for service in Set(house.policy.procedures.map(\.service)) {
            for home in homes {
                offices[Wanted(service: service, home: home)] =
                    try house.neighbours.nearestOffice(service, home, db)
            }
        }
        self.offices = offices
        var officers: [LocationID: [Principal]] = [:]
        for office in Set(offices.values.map(\.id)).sorted() {
            let known = try house.neighbours.officers(office, db)
            officers[office] =
                known.isEmpty
                ? NationalGround.invented(at: office, plan.now)
                : known.map { demoOfficer($0.account, $0.name, at: office) }
        }
        self.officers = officers
        way = Dictionary(
            uniqueKeysWithValues: try house.policy.procedures.map {
                ($0.code, try $0.wayToTheCard(at: plan.now))
            })
    }

    func office(_ service: String, near home: PlaceCode) -> CaseOffice? {
        offices[Wanted(service: service, home: home)]
    }

    /// Somebody of an office: the one of a file stays the same.
    func officer(at office: LocationID, _ random: inout DemoRandom) -> Principal {
        officers[office]?.randomElement(using: &random) ?? .house
    }

    /// Where nobody of the house works, a few who are nobody: without an account, so that nobody can be them.
    private static func invented(at office: LocationID, _ now: Moment) -> [Principal] {
        (1...demoOfficersOfOffice).map { number in
            demoOfficer(AccountID.new(at: now), "Exemplo \(number)", at: office)
        }
    }
}

private func demoOfficer(
    _ account: AccountID, _ name: String, at office: LocationID
) -> Principal {
    let duty = Duty(
        role: .officer, organisation: OrganisationID(1), location: office, purpose: .status)
    return Principal(account: account, person: nil, name: name, duties: [duty])
}

extension Procedure {
    /// The steps that lead from a grant to the card, each one that the file of the procedure takes where it stands;
    /// empty where it has none.
    fileprivate func wayToTheCard(at now: Moment) throws -> [StepRule] {
        guard let grant = outcomes.first(where: \.needsPapers) else { return [] }
        let event = CaseEvent(
            kind: CaseEvent.filedKind, at: now, actor: Principal.house.account,
            what: .filed(demoFiled(code)))
        guard var history = Case.fold([event]) else { return [] }
        let decision = CaseEvent.Decision(
            outcome: grant.code, grounds: [], reasons: demoReasons, despite: nil)
        history.apply(
            CaseEvent(
                kind: CaseEvent.decidedKind, at: now, actor: Principal.house.account,
                what: .decided(decision)))
        var way: [StepRule] = []
        while let next = try nextStep(history) {
            way.append(next)
            history.take(CaseEvent.StepDone(code: next.code, note: nil), at: now)
        }
        return way
    }

    private func nextStep(_ history: CaseHistory) throws -> StepRule? {
        let stage = try standing(of: history).stage
        return try demoWay.compactMap(step).first { rule in
            try !history.isDone(rule.code)
                && rule.refusal(history, at: stage, note: demoReasons) == nil
        }
    }
}

/// A file of nobody, to try the way with.
private func demoFiled(_ code: String) -> CaseEvent.Filed {
    let person = PersonOfFile(
        name: "Exemplo", birth: Day(number: 0), relation: .holder, isInPortugal: true)
    return CaseEvent.Filed(
        reference: "", procedure: code, version: "", applicant: PersonID(1), office: LocationID(1),
        officePlace: "", municipality: "",
        household: Household(holder: person, holderIsRefugee: false, family: []), demo: true)
}

/// The shortest way that procedures have in common; what one does not have is left out.
private let demoWay = [
    "family-here", "fee-asked", "fee-paid", "biometrics-taken", "address-checked", "title-ordered",
    "title-produced", "title-dispatched", "title-delivered",
]
/// As many as share the work of an office that has none of the house.
private let demoOfficersOfOffice = 3
