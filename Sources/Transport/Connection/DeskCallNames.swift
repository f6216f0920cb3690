package import Messages

/// The calls of the desk and of the customer beside sessions (Protocol/desk.proto).

extension Call where Request == WireContractCall, Response == WireContractView {
    package static var contractShow: Call<WireContractCall, WireContractView> { Call("contract.show") }
}

extension Call where Request == WireContractRenewCall, Response == WireContractView {
    package static var contractRenew: Call<WireContractRenewCall, WireContractView> { Call("contract.renew") }
}

extension Call where Request == WireContractExtendCall, Response == WireContractView {
    package static var contractExtend: Call<WireContractExtendCall, WireContractView> { Call("contract.extend") }
}

extension Call where Request == WireContractStateCall, Response == WireContractView {
    package static var contractState: Call<WireContractStateCall, WireContractView> { Call("contract.state") }
}

extension Call where Request == WireBranchAddCall, Response == WireOrganisation {
    package static var branchAdd: Call<WireBranchAddCall, WireOrganisation> { Call("branch.add") }
}

extension Call where Request == WireEmpty, Response == WireBranchListReply {
    package static var branchList: Call<WireEmpty, WireBranchListReply> { Call("branch.list") }
}

extension Call where Request == WireCustomerGiveCall, Response == WireCustomer {
    package static var customerGive: Call<WireCustomerGiveCall, WireCustomer> { Call("customer.give") }
}

extension Call where Request == WireEmpty, Response == WireCustomerListReply {
    package static var customerList: Call<WireEmpty, WireCustomerListReply> { Call("customer.list") }
}

extension Call where Request == WireSiteAddCall, Response == WireSite {
    package static var siteAdd: Call<WireSiteAddCall, WireSite> { Call("site.add") }
}

extension Call where Request == WireSiteListCall, Response == WireSiteListReply {
    package static var siteList: Call<WireSiteListCall, WireSiteListReply> { Call("site.list") }
}

extension Call where Request == WireFileImportCall, Response == WireCalendarView {
    package static var calendarImport: Call<WireFileImportCall, WireCalendarView> { Call("calendar.import") }
}

extension Call where Request == WireEmpty, Response == WireCalendarListReply {
    package static var calendarList: Call<WireEmpty, WireCalendarListReply> { Call("calendar.list") }
}

extension Call where Request == WireFileImportCall, Response == WireTariffView {
    package static var tariffImport: Call<WireFileImportCall, WireTariffView> { Call("tariff.import") }
}

extension Call where Request == WireEmpty, Response == WireTariffListReply {
    package static var tariffList: Call<WireEmpty, WireTariffListReply> { Call("tariff.list") }
}

extension Call where Request == WireContractCall, Response == WireEntitlementView {
    package static var entitlementContract: Call<WireContractCall, WireEntitlementView> { Call("entitlement.contract") }
}

extension Call where Request == WireQuestionCall, Response == WireQuestionReply {
    package static var entitlementQuestion: Call<WireQuestionCall, WireQuestionReply> { Call("entitlement.question") }
}

extension Call where Request == WireEmpty, Response == WireEntitlementViews {
    package static var entitlementOwn: Call<WireEmpty, WireEntitlementViews> { Call("entitlement.own") }
    package static var localEntitlement: Call<WireEmpty, WireEntitlementViews> { Call("local.entitlement") }
}

extension Call where Request == WireQuoteMakeCall, Response == WireQuoteView {
    package static var quoteMake: Call<WireQuoteMakeCall, WireQuoteView> { Call("quote.make") }
}

extension Call where Request == WireQuoteCall, Response == WireQuoteView {
    package static var quoteShow: Call<WireQuoteCall, WireQuoteView> { Call("quote.show") }
}

extension Call where Request == WireQuoteListCall, Response == WireQuoteListReply {
    package static var quoteList: Call<WireQuoteListCall, WireQuoteListReply> { Call("quote.list") }
}

extension Call where Request == WireQuoteAcceptCall, Response == WireQuoteView {
    package static var quoteAccept: Call<WireQuoteAcceptCall, WireQuoteView> { Call("quote.accept") }
}

extension Call where Request == WireQuoteMarkCall, Response == WireQuoteView {
    package static var quoteMark: Call<WireQuoteMarkCall, WireQuoteView> { Call("quote.mark") }
}

extension Call where Request == WireEmpty, Response == WireDisputeListReply {
    package static var disputeList: Call<WireEmpty, WireDisputeListReply> { Call("dispute.list") }
}

extension Call where Request == WireDisputeDecideCall, Response == WireDisputeView {
    package static var disputeDecide: Call<WireDisputeDecideCall, WireDisputeView> { Call("dispute.decide") }
}

extension Call where Request == WireCorrectionCall, Response == WireCorrectionView {
    package static var correctionPropose: Call<WireCorrectionCall, WireCorrectionView> { Call("correction.propose") }
}

extension Call where Request == WireEmpty, Response == WireCorrectionListReply {
    package static var correctionList: Call<WireEmpty, WireCorrectionListReply> { Call("correction.list") }
}

extension Call where Request == WireConfirmCall, Response == WireConfirmReply {
    package static var confirm: Call<WireConfirmCall, WireConfirmReply> { Call("confirm") }
}

extension Call where Request == WireCodeCheckCall, Response == WireCodeCheckReply {
    package static var codeCheck: Call<WireCodeCheckCall, WireCodeCheckReply> { Call("code.check") }
}

extension Call where Request == WireCodeShowCall, Response == WireCodeView {
    package static var codeShow: Call<WireCodeShowCall, WireCodeView> { Call("code.show") }
    package static var localCode: Call<WireCodeShowCall, WireCodeView> { Call("local.code") }
}

extension Call where Request == WireRecordCall, Response == WireRecordView {
    package static var recordMake: Call<WireRecordCall, WireRecordView> { Call("record.make") }
}

extension Call where Request == WireRecordReturnCall, Response == WireRecordView {
    package static var recordReturn: Call<WireRecordReturnCall, WireRecordView> { Call("record.return") }
}

extension Call where Request == WireRecordShowCall, Response == WireRecordView {
    package static var recordShow: Call<WireRecordShowCall, WireRecordView> { Call("record.show") }
}

extension Call where Request == WireRecordListCall, Response == WireRecordListReply {
    package static var recordList: Call<WireRecordListCall, WireRecordListReply> { Call("record.list") }
}

extension Call where Request == WireLibraryAddCall, Response == WireLibraryItem {
    package static var libraryAdd: Call<WireLibraryAddCall, WireLibraryItem> { Call("library.add") }
}

extension Call where Request == WireEmpty, Response == WireLibraryListReply {
    package static var libraryList: Call<WireEmpty, WireLibraryListReply> { Call("library.list") }
}

extension Call where Request == WireAttachmentPutCall, Response == WireAttachmentState {
    package static var attachmentPut: Call<WireAttachmentPutCall, WireAttachmentState> { Call("attachment.put") }
    package static var localAttach: Call<WireAttachmentPutCall, WireAttachmentState> { Call("local.attach") }
}

extension Call where Request == WireAttachmentGetCall, Response == WireAttachmentChunk {
    package static var attachmentGet: Call<WireAttachmentGetCall, WireAttachmentChunk> { Call("attachment.get") }
}

extension Call where Request == WireHelpAskCall, Response == WireHelpView {
    package static var helpAsk: Call<WireHelpAskCall, WireHelpView> { Call("help.ask") }
    package static var localAsk: Call<WireHelpAskCall, WireHelpView> { Call("local.ask") }
}

extension Call where Request == WireEmpty, Response == WireHelpListReply {
    package static var helpOwn: Call<WireEmpty, WireHelpListReply> { Call("help.own") }
    package static var localAsked: Call<WireEmpty, WireHelpListReply> { Call("local.asked") }
}

extension Call where Request == WireHelpListCall, Response == WireHelpListReply {
    package static var helpList: Call<WireHelpListCall, WireHelpListReply> { Call("help.list") }
}

extension Call where Request == WireHelpCall, Response == WireHelpView {
    package static var helpShow: Call<WireHelpCall, WireHelpView> { Call("help.show") }
    package static var helpTake: Call<WireHelpCall, WireHelpView> { Call("help.take") }
}

extension Call where Request == WireHelpTextCall, Response == WireHelpView {
    package static var helpWait: Call<WireHelpTextCall, WireHelpView> { Call("help.wait") }
    package static var helpClose: Call<WireHelpTextCall, WireHelpView> { Call("help.close") }
}

extension Call where Request == WireReadyCall, Response == WireReadyReply {
    package static var ready: Call<WireReadyCall, WireReadyReply> { Call("ready") }
    package static var localReady: Call<WireReadyCall, WireReadyReply> { Call("local.ready") }
}

extension Call where Request == WireCustomerConfirmCall, Response == WireConfirmReply {
    package static var customerConfirm: Call<WireCustomerConfirmCall, WireConfirmReply> { Call("customer.confirm") }
    package static var localConfirm: Call<WireCustomerConfirmCall, WireConfirmReply> { Call("local.confirm") }
}

extension Call where Request == WireEmpty, Response == WireDayReply {
    package static var dayShow: Call<WireEmpty, WireDayReply> { Call("day.show") }
}

extension Call where Request == WireDueCall, Response == WireDueReply {
    package static var dueList: Call<WireDueCall, WireDueReply> { Call("due.list") }
}

extension Call where Request == WireTransferStoreCall, Response == WireTransferView {
    package static var transferStore: Call<WireTransferStoreCall, WireTransferView> { Call("transfer.store") }
}

extension Call where Request == WireTransferCall, Response == WireTransferView {
    package static var transferShow: Call<WireTransferCall, WireTransferView> { Call("transfer.show") }
}

extension Call where Request == WireTransferCancelCall, Response == WireTransferView {
    package static var transferCancel: Call<WireTransferCancelCall, WireTransferView> { Call("transfer.cancel") }
}

extension Call where Request == WireTransferListCall, Response == WireTransferListReply {
    package static var transfersKnown: Call<WireTransferListCall, WireTransferListReply> { Call("transfer.known") }
}

extension Call where Request == WireSessionFilesCall, Response == WireSessionFilesReply {
    package static var sessionFiles: Call<WireSessionFilesCall, WireSessionFilesReply> { Call("session.files") }
}

extension Call where Request == WireMachineTagCall, Response == WireMachineListReply {
    package static var machineTag: Call<WireMachineTagCall, WireMachineListReply> { Call("machine.tag") }
}
