import Cases
import Kernel
import Storage

/// Where the house leaves what only another room may read: the folder `letters/protection` of the store, or the one that
/// CAIS_LETTERS_PROTECTION names, which the host of that room fetches.
enum Letters {
    static func folder(_ options: Options) -> LetterFolder {
        LetterFolder(
            options.environment["CAIS_LETTERS_PROTECTION"] ?? options.data + "/letters/protection")
    }

    /// The door of signals; nil where this host was given no letterbox, or the State has no such policy.
    static func signals(_ options: Options, _ zone: Zone) throws -> Signals? {
        guard let letterbox = try options.keyFiles.letterbox(of: .protection),
            let book = try ProtectionBook(PolicyFolder(path: options.policy))
        else { return nil }
        let folder = folder(options)
        return Signals(book: book, zone: zone) { plain, key in
            try folder.put(letterbox.close(plain), for: key)
        }
    }
}
