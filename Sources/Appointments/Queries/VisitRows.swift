import Kernel
public import Storage

extension VisitState: Storable {}

extension Visit {
    static let columns: SQL = """
        id, case_id, reference, service, location, desk, start, minutes, people, state, arrived
        """

    init(row: Row) throws {
        id = try row[0]
        caseID = try row[1]
        reference = try row[2]
        service = try row[3]
        location = try row[4]
        desk = try row[5]
        start = try row[6]
        minutes = try row[7]
        people = try row[8]
        state = try row[9]
        arrived = try row[10]
    }
}
