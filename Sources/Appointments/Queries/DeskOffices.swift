import Kernel
import Storage

extension Desk {
    /// The offices of somebody's duties; a duty for every place leads to every office that has a desk.
    static func offices(of principal: Principal, in db: Reader) throws -> [LocationID] {
        if case .offices(let named) = WorkOffices(principal) { return named }
        return try db.all(
            "SELECT DISTINCT location FROM desk ORDER BY location LIMIT \(officesMax)"
        ).map { try $0[0] }
    }
}

/// More offices than an agency has.
private let officesMax = 200
