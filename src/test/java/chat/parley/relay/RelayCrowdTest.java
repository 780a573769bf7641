package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// 200 members on one relay, 20 of them chatting: everything arrives, in order, exactly once.
@Timeout(60)
class RelayCrowdTest {
  private static final int MEMBERS = 200;
  private static final int CHATTING = 20;
  private static final int MESSAGES = 50;

  @Test
  void everythingArrivesInOrderExactlyOnce() throws Exception {
    try (Relay relay = Relay.start(RelaySettings.onThisComputer(0));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<TestMember> members = join(relay.classicAddress(), threads);
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < CHATTING; i++) {
        int me = i;
        TestMember member = members.get(i);
        work.add(() -> chat(member, me));
        work.add(() -> receive(member, me));
      }
      int received = 0;
      for (Future<Integer> part : threads.invokeAll(work)) {
        received += part.get();
      }
      assertEquals(CHATTING * (CHATTING - 1) * MESSAGES, received);
      for (TestMember member : members) {
        member.send("!quit");
      }
      for (TestMember member : members) {
        member.close();
      }
    }
  }

  /// Everybody joins at once; each then waits until it has seen all who joined after it.
  private static List<TestMember> join(InetSocketAddress relay, ExecutorService threads)
      throws Exception {
    List<Callable<TestMember>> joins = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      String name = name(i);
      joins.add(() -> TestMember.joined(relay, name));
    }
    List<TestMember> members = new ArrayList<>();
    for (Future<TestMember> joined : threads.invokeAll(joins)) {
      members.add(joined.get());
    }
    return members;
  }

  private static int chat(TestMember member, int me) throws Exception {
    for (int number = 0; number < MESSAGES; number++) {
      for (int to = 0; to < CHATTING; to++) {
        if (to != me) {
          member.send(TestMember.message(name(to), name(me), "%08x".formatted(number)));
        }
      }
    }
    return 0;
  }

  private static int receive(TestMember member, int me) throws Exception {
    Map<Integer, Integer> next = new HashMap<>();
    int received = 0;
    while (received < (CHATTING - 1) * MESSAGES) {
      String body = member.next().orElseThrow();
      if (body.contains("\"signature\": \"00\", \"type\": \"message\"")) {
        int from = Integer.parseInt(body.replaceFirst(".*\"from\": \"member([0-9]+)\".*", "$1"));
        int number = next.merge(from, 1, Integer::sum) - 1;
        assertEquals(TestMember.message(name(me), name(from), "%08x".formatted(number)), body);
        received++;
      }
    }
    return received;
  }

  private static String name(int number) {
    return "member" + number;
  }
}
