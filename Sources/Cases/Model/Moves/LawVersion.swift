import Kernel

extension CaseHistory {
    /// The version of the law under which it is decided: that of the day of filing, or the last it was moved to.
    var version: String { moves.last?.to ?? filed.version }
}

extension Procedure {
    /// Whether a part of the file that names versions stands in one; a part that names none stands in all.
    func isPart(_ versions: [String]?, of version: String) -> Bool {
        versions?.contains(version) ?? true
    }

    /// The papers that the version in force on a day knows.
    func documents(on day: Day) -> [DocumentKind] {
        let name = version(inForceOn: day)?.name ?? ""
        return documents.filter { isPart($0.versions, of: name) }
    }

    /// The day whose law holds for a case: that of filing, where its version was in force then. A case that was moved
    /// to another version stands at the first day of that law, or at its last.
    func lawDay(filed: Day, under name: String) -> Day {
        guard let version = version(name), !version.isInForce(on: filed) else { return filed }
        if let from = version.validFrom, filed < from { return from }
        return version.validTo ?? filed
    }

    func lawDay(of history: CaseHistory, _ zone: Zone) -> Day {
        lawDay(filed: zone.day(of: history.filedAt), under: history.version)
    }

    func lawDay(of kase: Case, _ zone: Zone) -> Day {
        lawDay(filed: zone.day(of: kase.filedAt), under: kase.procedureVersion)
    }

    /// The days of each version, which move the dates of the cases that were moved to it.
    var spans: [String] {
        versions.map { version in
            let (from, to) = (version.validFrom?.description, version.validTo?.description)
            return "\(code) \(version.name)|\(from ?? "-")|\(to ?? "-")"
        }
    }
}
