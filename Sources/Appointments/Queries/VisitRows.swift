import Kernel
public import Storage

extension VisitState: Storable {}

extension Visit {
    static let columns: SQL = """
        id, case_id, reference, service, location, desk, start, minutes, people, state, arrived
        """

    /// The same, where another table stands beside it under names of its own.
    static let besides: SQL = """
        v.id, v.case_id, v.reference, v.service, v.location, v.desk, v.start, v.minutes, v.people, v.state, v.arrived
        """

    init(row: Row) throws { try self.init(row, from: 0) }

    /// Reads its columns from the given one on.
    init(_ row: Row, from first: Int) throws {
        id = try row[first]
        caseID = try row[first + 1]
        reference = try row[first + 2]
        service = try row[first + 3]
        location = try row[first + 4]
        desk = try row[first + 5]
        start = try row[first + 6]
        minutes = try row[first + 7]
        people = try row[first + 8]
        state = try row[first + 9]
        arrived = try row[first + 10]
    }
}
