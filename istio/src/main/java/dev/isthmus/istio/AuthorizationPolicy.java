package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with which workloads.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy">AuthorizationPolicy</a>
 */
@RecordBuilder
public record AuthorizationPolicy(
    Action action,
    @Nullable ExtensionProvider provider,
    List<Rule> rules,
    @Nullable LabelSelector selector,
    @Nullable PolicyTargetReference targetRef,
    List<PolicyTargetReference> targetRefs)
    implements IstioSpec {
  public AuthorizationPolicy {
    action = Absent.constant(action, Action.ALLOW);
    rules = Absent.list(rules);
    targetRefs = Absent.list(targetRefs);
  }

  @Override
  public IstioKind kind() {
    return IstioKind.AUTHORIZATION_POLICY;
  }

  /** What happens to a request that a rule matches. */
  public enum Action {
    ALLOW,
    DENY,
    AUDIT,
    CUSTOM
  }

  /** The external authorizer of {@code CUSTOM}. */
  public record ExtensionProvider(String name) {
    public ExtensionProvider {
      name = Absent.text(name);
    }
  }

  /** Any of {@code from} (or anyone), any of {@code to} (or anything), all of {@code when}. */
  public record Rule(List<From> from, List<To> to, List<Condition> when) {
    public Rule {
      from = Absent.list(from);
      to = Absent.list(to);
      when = Absent.list(when);
    }
  }

  /** A source of requests. */
  public record From(@Nullable Source source) {}

  /** An operation. */
  public record To(@Nullable Operation operation) {}

  /** Values that an attribute must, or must not, have. */
  public record Condition(String key, List<String> notValues, List<String> values) {
    public Condition {
      key = Absent.text(key);
      notValues = Absent.list(notValues);
      values = Absent.list(values);
    }
  }
}
