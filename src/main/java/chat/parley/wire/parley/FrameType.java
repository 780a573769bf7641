package chat.parley.wire.parley;

/// The type bytes of frames. Some mean one thing from the client and another from the relay.
final class FrameType {
  static final int CHALLENGE = 0x01;
  static final int LOGIN = 0x02;
  static final int WELCOME = 0x03;
  static final int REFUSED = 0x04;
  static final int PUBLISH = 0x05;
  static final int FETCH = 0x06;
  static final int BUNDLE = 0x07;
  static final int WATCH = 0x08;
  static final int PRESENCE = 0x09;
  static final int LIST = 0x0A;
  static final int ACCOUNTS = 0x0B;
  static final int SEND = 0x10;
  static final int ACCEPTED = 0x11;
  static final int DELIVER = 0x12;
  static final int ACK = 0x13;
  static final int UNDELIVERABLE = 0x14;
  static final int ERROR = 0x7D;
  static final int PING = 0x7E;
  static final int PONG = 0x7F;

  private FrameType() {}
}
