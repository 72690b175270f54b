public import Kernel
import Storage

extension ServiceNetwork {
    /// Invented agreements with two municipalities and an invented plan of one, where there are none yet.
    public func loadDemoMunicipalities(
        by coordinator: Principal, at now: Moment
    ) async throws -> [String] {
        let demo = LoadDemoMunicipalities(today: branches.zone.day(of: now))
        let added = try await database.write { db in
            try demo.perform(by: coordinator, at: now, in: db)
        }
        return ["\(added) agreements with municipalities and a plan of one (invented)"]
    }
}

/// Every page says that these are invented.
struct LoadDemoMunicipalities: Sendable {
    let today: Day

    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> Int {
        guard try db.count("SELECT COUNT(*) FROM municipal_delegation") == 0 else { return 0 }
        let rows: [(String, Competence, Int, Int, Int, Int)] = [
            ("1106", .requests, 400, 12, -200, 500), ("1106", .biometrics, 250, 6, -200, 60),
            ("0502", .requests, 60, 2, -90, 30),
        ]
        for (code, competence, slots, staff, from, until) in rows {
            guard let place = PlaceCode(code) else { continue }
            try Delegate(
                municipality: place, competence: competence, slotsAWeek: slots, staff: staff,
                fromDay: today.adding(days: from), untilDay: today.adding(days: until),
                agreement: "Invented, for demonstration", isDemo: true
            ).perform(by: person, at: now, in: db)
        }
        if let place = PlaceCode("1106") {
            let file = MunicipalPlanFile(Array(plan.utf8), file: "demo")
            _ = try ImportMunicipalPlan(municipality: place, file: file, isDemo: true)
                .perform(by: person, at: now, in: db)
        }
        return rows.count
    }

    private var plan: String {
        let (begun, soon, late) = (
            today.adding(days: -180), today.adding(days: 120), today.adding(days: -20)
        )
        return """
            code,area,title,responsible,from,until,state,source
            1.1,Acolhimento,Balcão de acolhimento com intérprete,Câmara Municipal,\(begun),\(soon),started,Inventado
            1.2,Acolhimento,Guia da cidade em seis línguas,Câmara Municipal,\(begun),\(late),done,Inventado
            4.1,Educação e língua,Turmas de português ao fim da tarde,Agrupamento de escolas,\(begun),\(late),started,Inventado
            7.1,Saúde,Mediadoras em dois centros de saúde,,\(soon),,planned,Inventado

            """
    }
}
