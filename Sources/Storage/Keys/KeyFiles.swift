import Foundation
public import Kernel

/// Where master keys are found: the environment (`CAIS_KEY_GENERAL`, base64) or a folder of files.
public struct KeyFiles: Sendable {
    public let folder: String
    private let environment: [String: String]

    public init(folder: String, environment: [String: String]) {
        self.folder = folder
        self.environment = environment
    }

    /// The keys of a compartment, or nil where this host has not been given them.
    public func keys(of compartment: Compartment) throws -> Keys? {
        let variable = "CAIS_KEY_" + compartment.name.uppercased()
        if let text = environment[variable] {
            return try Keys(decoded(text, variable), compartment: compartment, origin: variable)
        }
        let path = path(of: compartment)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try Keys(decoded(text, path), compartment: compartment, origin: path)
    }

    /// The letterbox of a compartment, to which a host without its key can hand in: CAIS_LETTERBOX_PROTECTION (base64), the
    /// file that was made with the key, or the key itself; nil where this host was given none of them.
    public func letterbox(of compartment: Compartment) throws -> Letterbox? {
        let variable = "CAIS_LETTERBOX_" + compartment.name.uppercased()
        if let text = environment[variable] {
            return try Letterbox(decoded(text, variable), compartment: compartment)
        }
        let path = letterboxPath(of: compartment)
        if FileManager.default.fileExists(atPath: path) {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            return try Letterbox(decoded(text, path), compartment: compartment)
        }
        return try keys(of: compartment)?.letterbox()
    }

    /// Writes the letterbox beside the key, to be copied to the hosts that may hand in; nothing where it is there.
    public func publishLetterbox(of compartment: Compartment) throws {
        let path = letterboxPath(of: compartment)
        guard !FileManager.default.fileExists(atPath: path),
            FileManager.default.fileExists(atPath: folder),
            let letterbox = try keys(of: compartment)?.letterbox()
        else { return }
        let text = Data(letterbox.bytes).base64EncodedString()
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// Makes a key file readable by its owner only; false where one was there, which is left as it is.
    @discardableResult
    public func make(for compartment: Compartment) throws -> Bool {
        let path = path(of: compartment)
        guard !FileManager.default.fileExists(atPath: path) else { return false }
        let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: owner)
        let text = Data(Data(Keys.random()).base64EncodedString().utf8)
        let made = FileManager.default.createFile(
            atPath: path, contents: text, attributes: [.posixPermissions: 0o600])
        if !made { throw StorageError.key("cannot write \(path)") }
        return true
    }

    /// Removes a key file that was just made and that no store took.
    public func takeBack(_ compartment: Compartment) throws {
        try FileManager.default.removeItem(atPath: path(of: compartment))
    }

    private func path(of compartment: Compartment) -> String {
        folder + "/" + compartment.name + ".key"
    }

    private func letterboxPath(of compartment: Compartment) -> String {
        folder + "/" + compartment.name + ".letterbox"
    }

    private func decoded(_ text: String, _ origin: String) throws -> [UInt8] {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let data = Data(base64Encoded: trimmed) else {
            throw StorageError.key("\(origin) is not base64")
        }
        return [UInt8](data)
    }
}
