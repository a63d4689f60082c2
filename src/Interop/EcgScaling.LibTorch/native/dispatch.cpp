// Calls any ATen operator by name through the dispatcher, boxed: arguments are converted by the operator's own schema.
#include "shim.h"

#include <cstring>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/jit_type.h>
#include <ATen/core/stack.h>

namespace egs {

namespace {
thread_local std::string last_error;
thread_local std::vector<Arg> pending_results;

using OptionalTensor = decltype(std::declval<c10::IValue>().toOptional<at::Tensor>());

// What a schema argument wants, worked out once per operator.
enum class Want : uint8_t { kAny, kFloat, kIntList, kFloatList, kOptionalTensorList, kTensorList };

struct Operator {
  c10::OperatorHandle handle;
  struct Parameter {
    Want want;
    int32_t repeat;  // int[2] accepts one int for both
    bool optional;
    bool has_default;
    c10::IValue default_value;
    std::string name;
  };
  std::vector<Parameter> parameters;
};

Want want_of(c10::TypePtr type) {
  using c10::TypeKind;
  if (type->kind() == TypeKind::OptionalType) type = type->castRaw<c10::OptionalType>()->getElementType();
  if (type->kind() == TypeKind::FloatType) return Want::kFloat;
  if (type->kind() != TypeKind::ListType) return Want::kAny;
  auto element = type->castRaw<c10::ListType>()->getElementType();
  switch (element->kind()) {
    case TypeKind::IntType:
    case TypeKind::SymIntType: return Want::kIntList;
    case TypeKind::FloatType: return Want::kFloatList;
    case TypeKind::OptionalType: return Want::kOptionalTensorList;
    case TypeKind::TensorType: return Want::kTensorList;
    default: return Want::kAny;
  }
}

struct NullArgument : std::runtime_error {
  using std::runtime_error::runtime_error;
};

[[noreturn]] void null_argument(const std::string& op, const std::string& argument) {
  throw NullArgument(op + ": argument '" + argument + "' is null");
}

std::vector<int64_t> longs(const Arg& arg) {
  auto* first = static_cast<const int64_t*>(arg.p);
  return std::vector<int64_t>(first, first + arg.length);
}

std::vector<double> doubles(const Arg& arg) {
  auto* first = static_cast<const double*>(arg.p);
  return std::vector<double>(first, first + arg.length);
}

c10::IValue to_ivalue(const Arg& arg, const Operator::Parameter& parameter, const std::string& op) {
  switch (arg.tag) {
    case kNone:
      if (!parameter.optional) null_argument(op, parameter.name);
      return c10::IValue();
    case kTensor:
      return borrow(arg.p);
    case kInt:
      if (parameter.want == Want::kFloat) return static_cast<double>(arg.i);
      if (parameter.want == Want::kIntList) return std::vector<int64_t>(parameter.repeat > 0 ? parameter.repeat : 1, arg.i);
      if (parameter.want == Want::kFloatList) return std::vector<double>(parameter.repeat > 0 ? parameter.repeat : 1, static_cast<double>(arg.i));
      return arg.i;
    case kDouble:
      if (parameter.want == Want::kFloatList) return std::vector<double>(parameter.repeat > 0 ? parameter.repeat : 1, arg.d);
      return arg.d;
    case kBool:
      return arg.i != 0;
    case kIntList:
      if (parameter.want == Want::kFloatList) {
        auto values = longs(arg);
        return std::vector<double>(values.begin(), values.end());
      }
      return longs(arg);
    case kDoubleList:
      return doubles(arg);
    case kBoolList: {
      c10::List<bool> list;
      for (int32_t i = 0; i < arg.length; ++i) list.push_back(static_cast<const bool*>(arg.p)[i]);
      return list;
    }
    case kTensorList: {
      auto handles = static_cast<void* const*>(arg.p);
      if (parameter.want == Want::kOptionalTensorList) {
        c10::List<OptionalTensor> list;
        list.reserve(arg.length);
        for (int32_t i = 0; i < arg.length; ++i) list.push_back(handles[i] ? OptionalTensor(borrow(handles[i])) : OptionalTensor());
        return list;
      }
      c10::List<at::Tensor> list;
      list.reserve(arg.length);
      for (int32_t i = 0; i < arg.length; ++i) {
        if (handles[i] == nullptr) null_argument(op, parameter.name + "[" + std::to_string(i) + "]");
        list.push_back(borrow(handles[i]));
      }
      return list;
    }
    case kString:
      return std::string(static_cast<const char*>(arg.p), arg.length);
    case kDevice:
      return c10::Device(static_cast<c10::DeviceType>(arg.i >> 32), static_cast<c10::DeviceIndex>(static_cast<int32_t>(arg.i)));
    case kGenerator:
      return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(arg.p)));
    case kComplex:
      return c10::complex<double>(static_cast<const double*>(arg.p)[0], static_cast<const double*>(arg.p)[1]);
    default:
      TORCH_CHECK(false, "unknown argument tag ", arg.tag);
  }
}

void from_ivalue(c10::IValue&& value, std::vector<Arg>* overflow, Arg* results, int32_t capacity, int32_t* count) {
  auto put = [&](Arg result) {
    if (overflow) overflow->push_back(result);
    else if (*count < capacity) results[*count] = result;
    ++*count;
  };
  Arg result{};
  if (value.isTensor()) {
    result.tag = kTensor;
    result.p = own(std::move(value).toTensor());
    put(result);
  } else if (value.isTensorList()) {
    for (auto& tensor : value.toTensorVector()) {
      result.tag = kTensor;
      result.p = own(std::move(tensor));
      put(result);
    }
  } else if (value.isInt()) {
    result.tag = kInt;
    result.i = value.toInt();
    put(result);
  } else if (value.isDouble()) {
    result.tag = kDouble;
    result.d = value.toDouble();
    put(result);
  } else if (value.isBool()) {
    result.tag = kBool;
    result.i = value.toBool() ? 1 : 0;
    put(result);
  } else {
    put(result);
  }
}

int64_t size_of(const c10::IValue& value) { return value.isTensorList() ? static_cast<int64_t>(value.toTensorVector().size()) : 1; }

// One stack per thread and nesting level would be freed memory kept for nothing: most calls fit in what std::vector reuses.
thread_local std::vector<c10::IValue> spare_stack;

int32_t call(const Operator& op, const Arg* args, int32_t arg_count, Arg* results, int32_t capacity) {
  const auto& parameters = op.parameters;
  TORCH_CHECK(static_cast<size_t>(arg_count) <= parameters.size(), op.handle.operator_name().name, " takes at most ",
              parameters.size(), " arguments, got ", arg_count);
  std::vector<c10::IValue> stack = std::move(spare_stack);
  stack.clear();
  stack.reserve(parameters.size());
  for (int32_t i = 0; i < arg_count; ++i) stack.push_back(to_ivalue(args[i], parameters[i], op.handle.operator_name().name));
  for (size_t i = arg_count; i < parameters.size(); ++i) {
    TORCH_CHECK(parameters[i].has_default || parameters[i].optional, op.handle.operator_name().name, " needs an argument '",
                parameters[i].name, "'");
    stack.push_back(parameters[i].default_value);
  }
  op.handle.callBoxed(stack);
  int64_t total = 0;
  for (const auto& value : stack) total += size_of(value);
  int32_t count = 0;
  pending_results.clear();
  for (auto& value : stack) from_ivalue(std::move(value), total > capacity ? &pending_results : nullptr, results, capacity, &count);
  stack.clear();
  spare_stack = std::move(stack);
  return count;
}
}  // namespace

void set_error(const char* message) { last_error = message; }

void set_error(const std::exception& error) {
  // c10::Error::what() carries a C++ backtrace of no use to a caller.
  if (auto* c10_error = dynamic_cast<const c10::Error*>(&error)) last_error = c10_error->what_without_backtrace();
  else last_error = error.what();
  auto backtrace = last_error.find("\nException raised from ");
  if (backtrace != std::string::npos) last_error.resize(backtrace);
}

}  // namespace egs

using namespace egs;

EGS_API const char* egs_last_error() { return last_error.c_str(); }

// Null when this libtorch has no such operator.
EGS_API void* egs_find_operator(const char* name, const char* overload) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto found = c10::Dispatcher::singleton().findSchema({name, overload});
    if (!found.has_value()) {
      last_error = std::string("no operator ") + name + "." + overload;
      return nullptr;
    }
    auto op = std::make_unique<Operator>(Operator{*found, {}});
    for (const auto& argument : found->schema().arguments()) {
      Operator::Parameter parameter;
      parameter.want = want_of(argument.type());
      parameter.repeat = argument.N() ? static_cast<int32_t>(*argument.N()) : 0;
      parameter.optional = argument.type()->kind() == c10::TypeKind::OptionalType;
      parameter.has_default = argument.default_value().has_value();
      if (parameter.has_default) parameter.default_value = *argument.default_value();
      parameter.name = argument.name();
      op->parameters.push_back(std::move(parameter));
    }
    return op.release();  // lives as long as the process, like the operator
  });
}

// The number of results; -1 on error, -2 for an argument that is null and must not be. More than `capacity`: none is written, and egs_take_results or egs_drop_results must follow.
EGS_API int32_t egs_call(void* op, const Arg* args, int32_t arg_count, Arg* results, int32_t capacity) {
  return guarded<int32_t>(-1, [&] {
    try {
      return call(*static_cast<Operator*>(op), args, arg_count, results, capacity);
    } catch (const NullArgument& error) {
      last_error = error.what();
      return -2;
    }
  });
}

EGS_API void egs_take_results(Arg* results) {
  std::memcpy(results, pending_results.data(), pending_results.size() * sizeof(Arg));
  pending_results.clear();
}

EGS_API void egs_drop_results() {
  for (auto& result : pending_results)
    if (result.tag == kTensor && result.p) c10::raw::intrusive_ptr::decref(static_cast<TensorHandle>(result.p));
  pending_results.clear();
}
