import Figures
import Kernel
import Languages
import Storage

extension ProtectionRoom {
    /// How many cases and trainings, without a name, each past the one guard on the way out.
    func figures(_ t: Translator) throws -> [Figure] {
        let procedure = try house.procedure(ProtectionRoom.procedure)
        let classes = procedure.fields["recordClass"]?.options ?? []
        return [figure("cases", t("All cases")) { $0.count }]
            + classes.map { one in
                figure("class.\(one.code)", one.title(t)) { all in
                    all.count { $0.answers["recordClass"] == one.code }
                }
            }
            + procedure.stages.map { one in
                figure("stage.\(one.code)", one.title(t)) { all in
                    try all.count { try procedure.stage(of: $0).code == one.code }
                }
            }
            + book.professions.map { trained($0.code, $0.title(t)) }
    }

    private func figure(
        _ key: String, _ title: String,
        _ count: @escaping @Sendable ([SealedHistory]) throws -> Int
    ) -> Figure {
        counted("protection.\(key)", title) { [self] db in try count(histories(in: db)) }
    }

    private func trained(_ profession: String, _ title: String) -> Figure {
        counted("protection.trained.\(profession)", title) { db in
            try Training.stored(in: db).count { $0.profession == profession }
        }
    }

    private func counted(
        _ key: String, _ title: String, _ count: @escaping @Sendable (Reader) throws -> Int
    ) -> Figure {
        Figure(
            FigureKey(key), title: { _ in title },
            definition: { t in t("Counted in the sealed room; no name leaves it.") },
            unit: { t in t("files") }, source: { t in t("The case files of this installation") },
            direction: .neither, protection: .people(threshold: book.smallest, base: book.smallest),
            query: key, measure: { db, _ in .count(try count(db)) })
    }

    private func histories(in db: Reader) throws -> [SealedHistory] {
        let kind = SealedState.kind(ProtectionRoom.procedure, db.keys)
        return try db.all("SELECT id FROM sealed_case WHERE kind_hash = \(kind) ORDER BY id")
            .compactMap { try SealedHistory.load(try $0[0], in: db) }
    }
}
