import Appointments
import Cases

extension RoundAsks {
    /// What rounds ask: the groups of files, and how the installation calls them.
    static func joined(_ cases: Cases) -> RoundAsks {
        var joined = RoundAsks()
        joined.cellMin = cases.cellMin
        joined.groups = { files, db in
            try cases.groups(of: files, in: db).mapValues {
                VisitGroups(language: $0.language, nationality: $0.nationality, sex: $0.sex)
            }
        }
        joined.name = { kind, label, t in
            switch kind {
            case .language: cases.languageName(label)
            case .nationality: cases.nationalityGroup(label, t)
            case .sex: cases.sexName(label, t)
            case .region: label
            }
        }
        return joined
    }
}
