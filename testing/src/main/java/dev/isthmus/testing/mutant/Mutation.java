package dev.isthmus.testing.mutant;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/**
 * A change of the bytecode of one method; calls in its lambdas count as calls in it.
 *
 * @param owner the class, by its binary name
 */
public record Mutation(String owner, String method, Change change) {

  /** How the code is changed. */
  public sealed interface Change {
    /** The whole method does this. */
    record Body(Consumer<CodeBuilder> code) implements Change {}

    /**
     * A call is left out: it gives 0, false, null or nothing.
     *
     * @param which of the calls of this name in a method, from 0; negative: all
     * @param result what it gives, if that is a number or a boolean
     */
    record Call(String name, int which, int result) implements Change {}
  }

  /** The method gives true or false. */
  public static Mutation returns(String owner, String method, boolean value) {
    return body(owner, method, code -> code.loadConstant(value ? 1 : 0).ireturn());
  }

  /** The method gives what a static method without parameters gives: {@code Optional.empty}. */
  public static Mutation returns(String owner, String method, Class<?> type, String factory) {
    ClassDesc desc = type.describeConstable().orElseThrow();
    return body(
        owner,
        method,
        code ->
            code.invokestatic(
                    desc, factory, MethodTypeDesc.of(desc), /* isInterface= */ type.isInterface())
                .areturn());
  }

  /** The method gives one of its arguments, or {@code this} in an instance method: 0. */
  public static Mutation returnsArgument(String owner, String method, int slot) {
    return body(owner, method, code -> code.aload(slot).areturn());
  }

  /** The method does nothing. */
  public static Mutation nothing(String owner, String method) {
    return body(owner, method, CodeBuilder::return_);
  }

  /** A call in the method is left out. */
  public static Mutation without(String owner, String method, String call, int which) {
    return new Mutation(owner, method, new Change.Call(call, which, 0));
  }

  /** All calls of this name in the method give true. */
  public static Mutation holds(String owner, String method, String call) {
    return new Mutation(owner, method, new Change.Call(call, -1, 1));
  }

  private static Mutation body(String owner, String method, Consumer<CodeBuilder> code) {
    return new Mutation(owner, method, new Change.Body(code));
  }

  /** The class with the change. */
  byte[] apply(byte[] bytes) {
    int[] changes = {0};
    ClassFile file = ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL);
    ClassModel model = file.parse(bytes);
    ClassTransform transform =
        switch (change) {
          case Change.Body body ->
              ClassTransform.transformingMethods(
                  this::isMeant,
                  (builder, element) -> {
                    if (element instanceof CodeModel) {
                      changes[0]++;
                      builder.withCode(body.code());
                    } else {
                      builder.with(element);
                    }
                  });
          case Change.Call call ->
              ClassTransform.transformingMethodBodies(
                  this::isMeant, CodeTransform.ofStateful(() -> leaveOut(call, changes)));
        };
    byte[] changed = file.transformClass(model, transform);
    if (changes[0] == 0) {
      throw new IllegalStateException("nothing to change in " + owner + "." + method);
    }
    return changed;
  }

  private boolean isMeant(MethodModel candidate) {
    String name = candidate.methodName().stringValue();
    return name.equals(method)
        || (change instanceof Change.Call && name.startsWith("lambda$" + method + "$"));
  }

  private static CodeTransform leaveOut(Change.Call call, int[] changes) {
    int[] seen = {0};
    return (builder, element) -> {
      if (element instanceof InvokeInstruction invoke
          && invoke.name().equalsString(call.name())
          && (call.which() < 0 || seen[0]++ == call.which())) {
        changes[0]++;
        leaveOut(builder, invoke, call.result());
      } else {
        builder.with(element);
      }
    };
  }

  private static void leaveOut(CodeBuilder builder, InvokeInstruction invoke, int result) {
    var type = invoke.typeSymbol();
    for (ClassDesc parameter : type.parameterList().reversed()) {
      if (TypeKind.from(parameter).slotSize() == 2) {
        builder.pop2();
      } else {
        builder.pop();
      }
    }
    if (invoke.opcode() != Opcode.INVOKESTATIC) {
      builder.pop();
    }
    switch (TypeKind.from(type.returnType())) {
      case VOID -> {}
      case LONG -> builder.loadConstant((long) result);
      case DOUBLE -> builder.loadConstant((double) result);
      case FLOAT -> builder.loadConstant((float) result);
      case REFERENCE -> builder.aconst_null();
      case BOOLEAN, BYTE, CHAR, SHORT, INT -> builder.loadConstant(result);
    }
  }
}
