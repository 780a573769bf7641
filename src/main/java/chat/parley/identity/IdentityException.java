package chat.parley.identity;

/// Keys that cannot be used, unlocked or made. The message is a sentence for a person; it holds no
/// secret.
public final class IdentityException extends Exception {
  private static final long serialVersionUID = 1;

  private final KeyProblem problem;

  IdentityException(KeyProblem problem) {
    super(problem.sentence());
    this.problem = problem;
  }

  public KeyProblem problem() {
    return problem;
  }

  public KeyProblem.Reason reason() {
    return problem.reason();
  }
}
