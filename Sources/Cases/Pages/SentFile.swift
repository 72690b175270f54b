import Kernel
import Web

/// The name of a file as it is shown: short, with the end of what it is. What could hide the end went when it came in.
func shown(_ name: String, _ kind: FileKind) -> String {
    kind.named(String(name.suffix(fileNameMax)))
}

extension CaseDocument {
    /// The name under which it is saved: older ones are kept as their sender named them.
    var savedName: String { FileKind(rawValue: kind)?.named(name) ?? "file" }
}

private let fileNameMax = 120
/// The fields around a file.
let formBytesMax = 65_536

/// What is wrong with a file that somebody sent, told from its bytes; nil when it may be stored.
func fileRefusal(_ bytes: [UInt8]?) -> CaseRefusal? {
    guard let bytes, !bytes.isEmpty else { return .fileEmpty }
    if bytes.count > documentBytesMax { return .fileTooLarge }
    return FileKind(bytes) == nil ? .fileKindUnknown : nil
}
