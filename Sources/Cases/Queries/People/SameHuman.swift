public import Kernel
public import Storage

extension Cases {
    /// All numbers that officers said to be one human being, the given one among them, in their order: whose account
    /// it is sees the files of all.
    public func sameHuman(as person: PersonID, in db: Reader) throws -> [PersonID] {
        try PersonIdentity.all(of: person, in: db).sorted()
    }
}
