import Storage
import Web

extension StoreTrouble {
    /// What passes by itself; everything else is a fault of ours.
    init?(_ error: any Error) {
        switch error as? StorageError {
        case .overloaded, .serialization: self = .busy
        case .closed, .connection: self = .away
        case .unknownOutcome: self = .unsure
        case nil, .constraint, .statement, .noColumn, .wrongType, .migration, .key, .sealed:
            return nil
        }
    }
}
