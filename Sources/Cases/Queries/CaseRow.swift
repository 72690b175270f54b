import Kernel
public import Storage

extension Case {
    static let columns: SQL = """
        id, reference, procedure, procedure_version, applicant, filed_by, office, office_place, municipality, filed_at, demo,
        state, turn, next_date, decided_at, outcome, apart
        """

    init(row: Row) throws {
        id = try row[0]
        reference = try row[1]
        procedure = try row[2]
        procedureVersion = try row[3]
        applicant = try row[4]
        filedBy = try row[5]
        office = try row[6]
        officePlace = try row[7]
        municipality = try row[8]
        filedAt = try row[9]
        isDemo = try row[10]
        projection = Projection(
            state: try row[11], turn: try row[12], nextDate: try row[13], decidedAt: try row[14],
            outcome: try row[15])
        let kept: String? = try row[16]
        recusal = kept.map { Recusal(kept: $0) }
    }
}

extension Turn: Storable {}
extension Relation: Storable {}
extension ConsultationAnswer: Storable {}
