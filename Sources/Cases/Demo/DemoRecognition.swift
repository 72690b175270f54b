import Kernel
import Storage

extension Cases {
    /// A few invented requests for recognition, one in each state that tells something: a precedent and the request that it
    /// serves, a recognition in part, the ladder of proof, a profession. Returns how many it made.
    func loadRecognition(
        officer: Principal, near: PlaceCode, at now: Moment, paper: AddDocument.StoredFile,
        _ quiet: CaseHouse, invent: @escaping @Sendable (String, Moment, Writer) throws -> PersonID
    ) async throws -> Int {
        let known = DemoRecognition.stories.filter { house.policy.procedure($0.procedure) != nil }
        for (number, story) in known.enumerated() {
            let demo = DemoRecognition(
                number: number, story: story, near: near, officer: officer, now: now, paper: paper)
            try await database.write { db in
                let person = try invent(demo.holder.name, demo.filedAt, db)
                try demo.play(person, in: db, quiet)
            }
        }
        return known.count
    }
}

/// One invented person with a qualification, and what happened to the request so far.
struct DemoRecognition: Sendable {
    /// What a request says, which steps were done, and how it ended.
    struct Story: Sendable {
        let procedure: String
        let answers: [String: String]
        var steps: [String] = []
        var outcome: String?
        var ground = ""
        let daysAgo: Int
    }

    let number: Int
    let story: Story
    let near: PlaceCode
    let officer: Principal
    let now: Moment
    /// What stands for each of their papers.
    let paper: AddDocument.StoredFile

    var filedAt: Moment { now.adding(seconds: Int64(-story.daysAgo) * 86_400) }

    var holder: PersonOfFile {
        let given = demoGivenNames[(number * 5 + 2) % demoGivenNames.count]
        let birth = Day(year: 1984 + number, month: 1 + number % 12, day: 9)
        return PersonOfFile(
            name: "\(given) \(demoFamilyNames[(number + 3) % demoFamilyNames.count])",
            birth: birth ?? Day(number: 0), relation: .holder, isInPortugal: true)
    }

    func play(_ applicant: PersonID, in db: Writer, _ house: CaseHouse) throws {
        let household = Household(holder: holder, holderIsRefugee: false, family: [])
        let kase = try FileCase(
            procedure: story.procedure, household: household, municipality: near,
            applicant: applicant, isInvented: true, answers: story.answers
        ).perform(by: .house, at: filedAt, in: db, house)
        let desk = demoDesk(officer, at: kase.office)
        for code in story.steps {
            try TakeStep(reference: kase.reference, step: code, note: demoReasons)
                .perform(by: desk, at: moment(afterDays: 2), in: db, house)
        }
        guard let outcome = story.outcome else { return }
        try handIn(kase, desk, in: db, house)
        let verdict = Verdict(outcome: outcome, grounds: [story.ground], reasons: demoReasons)
        let rule = try house.procedure(story.procedure).outcome(outcome)
        if rule?.hearing ?? false { try hear(verdict, kase, desk, in: db, house) }
        try Decide(
            reference: kase.reference, outcome: outcome, grounds: verdict.grounds,
            reasons: demoReasons, isConfirmed: true
        ).perform(by: desk, at: moment(afterDays: daysToDecide), in: db, house)
    }

    private func moment(afterDays days: Int) -> Moment {
        filedAt.adding(seconds: Int64(days) * 86_400)
    }

    private func handIn(
        _ kase: Case, _ desk: Principal, in db: Writer, _ house: CaseHouse
    ) throws {
        let (history, at) = (try kase.history(in: db), moment(afterDays: 3))
        for need in try house.needs(of: kase, history, at: at, in: db) {
            try AddDocument(
                reference: kase.reference, code: need.document.code, member: need.member.id,
                file: paper
            ).perform(by: desk, at: at, in: db, house)
        }
    }

    private func hear(
        _ draft: Verdict, _ kase: Case, _ desk: Principal, in db: Writer, _ house: CaseHouse
    ) throws {
        let at = moment(afterDays: 4)
        try ProposeRefusal(reference: kase.reference, draft: draft)
            .perform(by: desk, at: at, in: db, house)
        try NoteDraftReached(reference: kase.reference, way: .handed)
            .perform(by: desk, at: at, in: db, house)
    }
}

extension DemoRecognition {
    static let stories = [
        Story(
            procedure: levelRecognition, answers: civilEngineer,
            steps: ["jury-named", "jury-opinion"], outcome: "granted", ground: "conditions-met",
            daysAgo: 70),
        Story(procedure: levelRecognition, answers: civilEngineer, daysAgo: 3),
        Story(
            procedure: levelRecognition, answers: nurse, steps: ["jury-named", "jury-opinion"],
            outcome: "partly-granted", ground: "bridge-practice", daysAgo: 80),
        Story(
            procedure: "recognition-humanitarian",
            answers: historian.merging(["proof": "none"]) { $1 },
            steps: ["statement-not-enough"], daysAgo: 6),
        Story(
            procedure: "recognition-humanitarian",
            answers: historian.merging(["proof": "some"]) { $1 },
            steps: ["proved-conditionally"], outcome: "conditional", ground: "by-some-papers",
            daysAgo: 75),
        Story(
            procedure: "recognition-professional",
            answers: ["profession": "Enfermagem", "country": "BR", "experienceYears": "8"],
            steps: ["sent-to-body"], daysAgo: 5),
    ]

    private static let civilEngineer = [
        "country": "BR", "institution": "Universidade de Demonstração",
        "programme": "Engenharia Civil", "degreeName": "Bacharel", "durationMonths": "60",
        "degreeListed": "notListed", "needsField": "no", "proof": "all",
    ]
    private static let nurse = [
        "country": "CV", "institution": "Instituto de Demonstração", "programme": "Enfermagem",
        "degreeName": "Licenciatura", "durationMonths": "48", "degreeListed": "notListed",
        "needsField": "no", "proof": "all",
    ]
    private static let historian = [
        "emergencyKind": "other", "country": "UA", "institution": "Universidade do Ensaio",
        "programme": "História", "degreeName": "Licenciatura", "durationMonths": "48",
    ]
}

/// The person's window to answer a draft is over by then, whatever the holidays.
private let daysToDecide = 40
