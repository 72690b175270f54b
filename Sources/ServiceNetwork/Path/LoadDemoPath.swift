import Kernel
import Storage

/// An invented family with four needs, so that every page of a path is seen in life.
struct LoadDemoPath {
    let person: Principal
    let mediator: Principal

    /// How many steps were added; none where a path is there already.
    func perform(at now: Moment, in db: Writer, _ policy: PathPolicy) throws -> Int {
        guard try db.count("SELECT COUNT(*) FROM integration_path") == 0 else { return 0 }
        let (begun, today) = (now.adding(seconds: -40 * 86_400), policy.zone.day(of: now))
        let path = try DrawPath(
            name: person.name, contact: "ana@example.org",
            members: ["Inês Oliveira", "Rui Oliveira"],
            reviewOn: today.adding(days: -3), isDemo: true
        ).perform(by: mediator, at: begun, in: db)
        var steps: [StepID] = []
        for one in demoSteps {
            let content = PathStep.Content(
                kind: one.kind, body: OrganisationID(one.body), whom: one.whom ?? person.name,
                need: one.need, words: one.words)
            let adding = AddStep(path: path, content: content, dueOn: today.adding(days: one.days))
            steps.append(try adding.perform(by: mediator, at: begun, in: db, policy))
        }
        try join(path, at: begun, in: db)
        try AgreeToPath(path: path, way: .account, facts: [.name, .contact])
            .perform(by: person, at: begun, in: db)
        if let first = steps.first {
            try note(first, "Inscrita na turma de A2, às terças e quintas.", at: now, in: db)
        }
        return steps.count
    }

    private func join(_ path: PathID, at now: Moment, in db: Writer) throws {
        let drawn = try IntegrationPath.kept(path, by: mediator, at: now, in: db)
        _ = try JoinPath(code: drawn.content.code ?? "").perform(by: person, at: now, in: db)
    }

    private func note(_ step: StepID, _ words: String, at now: Moment, in db: Writer) throws {
        let duty = Duty(
            role: .partner, organisation: OrganisationID(105), location: nil, purpose: .help)
        let school = Principal(
            account: Principal.house.account, person: nil, name: "", duties: [duty])
        try NoteStep(step: step, words: words, outcome: nil)
            .perform(by: school, at: now.adding(seconds: -86_400), in: db)
    }
}

/// Kind, number of the body, for whom, need, words and days until it is due.
private let demoSteps:
    [(
        kind: PathKind, body: Int64, whom: String?, need: String, words: String, days: Int
    )] = [
        (.language, 105, nil, "Português para o trabalho", "Curso de português A2", 60),
        (
            .employment, 102, "Rui Oliveira", "Está sem trabalho há três meses",
            "Marcar entrevista no GIP", -5
        ),
        (.housing, 121, nil, "A casa é pequena para quatro", "Pedido de apoio à renda", 30),
        (
            .education, 122, "Inês Oliveira", "Ainda não tem escola", "Encontrar vaga no 1.º ciclo",
            14
        ),
    ]
