package chat.parley.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A client that comes back to a full mailbox: login, decryption, its database, receipts. The program that
/// filled the mailbox is the same, and so is warm.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class MailboxBenchmark {
  @Param("10000")
  private int messages;

  private @Nullable Path folder;
  private @Nullable WaitingMailbox mailbox;

  @Setup(Level.Trial)
  public void fill() throws Exception {
    Path made = Files.createTempDirectory("parley-mailbox-");
    folder = made;
    WaitingMailbox.fill(made.resolve("filled"), Path.of("keys"), messages);
    mailbox = WaitingMailbox.open(made.resolve("filled"), made.resolve("drained"));
  }

  @Benchmark
  public void drain() throws Exception {
    Objects.requireNonNull(mailbox).drain(messages);
  }

  @TearDown(Level.Trial)
  public void tidyUp() throws Exception {
    Objects.requireNonNull(mailbox).close();
    WaitingMailbox.delete(Objects.requireNonNull(folder));
  }
}
