extension LinkKind {
  /// Virtual wireless device. Kernel: `drivers/net/wireless/virtual/virt_wifi.c`, which sends no data of its own.
  static let virtWifi = LinkKind("virt_wifi", "A device that looks wireless, on one that is not.")
}
