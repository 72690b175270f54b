import Web

/// The largest piece of evidence, in bytes.
let evidenceFileBytesMax = 10 * 1_048_576

/// Where evidence goes while it arrives: it is sealed into one row, so it stands in memory.
let evidenceSpool = FileSpool(fileBytesMax: evidenceFileBytesMax) { Web.HeldFile() }

extension UploadedFile {
    /// All of a piece of evidence.
    var evidence: [UInt8] { (place as? Web.HeldFile)?.bytes ?? [] }
}
