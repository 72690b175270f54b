public import Kernel

// What the numbers of a case name.
public enum CaseMemberThing {}
public enum CaseDocumentThing {}
public enum RequestItemThing {}
public enum LetterThing {}
public enum ConsultationThing {}
public typealias CaseMemberID = ID<CaseMemberThing>
public typealias CaseDocumentID = ID<CaseDocumentThing>
public typealias RequestItemID = ID<RequestItemThing>
public typealias LetterID = ID<LetterThing>
public typealias ConsultationID = ID<ConsultationThing>
