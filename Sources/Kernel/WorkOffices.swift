/// The offices at which somebody works on status; found from their duties, never from the address. The one rule for
/// cases, queues, visits and people to reach.
public enum WorkOffices: Sendable, Equatable {
    case all
    case offices([LocationID])

    /// An officer has a place; only a supervisor may be for every one.
    public init(_ principal: Principal) {
        let duties = principal.duties.filter {
            $0.purpose == .status && ($0.role == .officer || $0.role == .supervisor)
        }
        let everywhere = duties.contains { $0.role == .supervisor && $0.location == nil }
        self = everywhere ? .all : .offices(Array(Set(duties.compactMap(\.location))).sorted())
    }
}

extension Principal {
    /// Whether somebody works on status at an office; in a file of their own they do not, which its finder asks.
    public func serves(_ office: LocationID) -> Bool {
        switch WorkOffices(self) {
        case .all: true
        case .offices(let offices): offices.contains(office)
        }
    }
}
