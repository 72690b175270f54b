/// The tables that every compartment has; a new step is a new file of `Schema/`, named here at the end.
public let storageSchema: [Migration] = storageTables + [storageSigned]
