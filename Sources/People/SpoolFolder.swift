import FoundationEssentials

/// A folder in which lies what nobody carried: codes and letters as anybody could read them, so nobody but whoever runs
/// the house opens it, whatever the shell's mask says.
struct SpoolFolder: Sendable {
    let path: String

    /// Writes a file whole; a second time it is the same file.
    func keep(_ bytes: [UInt8], as name: String) throws {
        let files = FileManager.default
        try files.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        // A folder from before is closed too.
        try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        let file = path + "/" + name
        try Data(bytes).write(to: URL(filePath: file), options: .atomic)
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }
}
