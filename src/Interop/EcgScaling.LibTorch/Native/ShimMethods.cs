using System.Runtime.InteropServices;
using EcgScaling.LibTorch.Dispatch;

namespace EcgScaling.LibTorch.Native;

/// <summary>The shim's entry points; what they do is said in the files of <c>native/</c>. Those that take no time skip the GC transition.</summary>
internal static unsafe partial class ShimMethods
{
    internal const string Library = "EcgScalingTorch";

    [LibraryImport(Library)]
    internal static partial byte* egs_last_error();

    [LibraryImport(Library)]
    internal static partial byte* egs_version();

    [LibraryImport(Library)]
    internal static partial int egs_abi();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint egs_find_operator(string name, string overload);

    [LibraryImport(Library)]
    internal static partial int egs_call(nint op, NativeArg* args, int argCount, NativeArg* results, int capacity);

    [LibraryImport(Library)]
    internal static partial void egs_take_results(NativeArg* results);

    [LibraryImport(Library)]
    internal static partial void egs_drop_results();

    [LibraryImport(Library)]
    internal static partial void egs_tensor_free(nint tensor);

    [LibraryImport(Library)]
    internal static partial nint egs_tensor_alias(nint tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long egs_tensor_dim(nint tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long egs_tensor_numel(nint tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int egs_tensor_sizes(nint tensor, long* sizes);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int egs_tensor_strides(nint tensor, long* strides);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int egs_tensor_dtype(nint tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long egs_tensor_device(nint tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long egs_tensor_element_size(nint tensor);

    [LibraryImport(Library)]
    internal static partial long egs_tensor_storage_offset(nint tensor);

    [LibraryImport(Library)]
    internal static partial long egs_tensor_version(nint tensor);

    [LibraryImport(Library)]
    internal static partial nint egs_tensor_data(nint tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int egs_tensor_is_contiguous(nint tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int egs_tensor_is_sparse(nint tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long egs_tensor_own_bytes(nint tensor);

    [LibraryImport(Library)]
    internal static partial long egs_tensor_storage_bytes(nint tensor);

    [LibraryImport(Library)]
    internal static partial nint egs_tensor_empty(long* sizes, int dims, int dtype, long device, int requiresGrad);

    [LibraryImport(Library)]
    internal static partial nint egs_tensor_over(void* data, long* sizes, int dims, int dtype, delegate* unmanaged<nint, void> release, nint context);

    [LibraryImport(Library)]
    internal static partial int egs_requires_grad(nint tensor);

    [LibraryImport(Library)]
    internal static partial int egs_set_requires_grad(nint tensor, int value);

    [LibraryImport(Library)]
    internal static partial int egs_is_leaf(nint tensor);

    [LibraryImport(Library)]
    internal static partial int egs_retain_grad(nint tensor);

    [LibraryImport(Library)]
    internal static partial int egs_grad(nint tensor, nint* grad);

    [LibraryImport(Library)]
    internal static partial int egs_set_grad(nint tensor, nint grad);

    [LibraryImport(Library)]
    internal static partial int egs_backward(nint* roots, int rootCount, nint* grads, int gradCount, int retainGraph, int createGraph, nint* inputs, int inputCount);

    [LibraryImport(Library)]
    internal static partial int egs_autograd_grad(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* grads, int gradCount, int retainGraph, int createGraph, int allowUnused, nint* results);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int egs_grad_mode();

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void egs_set_grad_mode(int enabled);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int egs_inference_mode();

    [LibraryImport(Library)]
    internal static partial nint egs_enter_inference_mode(int enabled);

    [LibraryImport(Library)]
    internal static partial void egs_leave_inference_mode(nint guard);

    [LibraryImport(Library)]
    internal static partial int egs_cuda_device_count();

    [LibraryImport(Library)]
    internal static partial int egs_cudnn_available();

    [LibraryImport(Library)]
    internal static partial int egs_cuda_synchronize(int index);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int egs_cuda_has_graphs();

    [LibraryImport(Library)]
    internal static partial nint egs_cuda_new_stream(int device);

    [LibraryImport(Library)]
    internal static partial void egs_cuda_free_stream(nint stream);

    [LibraryImport(Library)]
    internal static partial nint egs_cuda_exchange_stream(nint stream);

    [LibraryImport(Library)]
    internal static partial int egs_cuda_wait_stream(nint other);

    [LibraryImport(Library)]
    internal static partial nint egs_cuda_new_graph();

    [LibraryImport(Library)]
    internal static partial void egs_cuda_free_graph(nint graph);

    [LibraryImport(Library)]
    internal static partial int egs_cuda_begin_graph(nint graph);

    [LibraryImport(Library)]
    internal static partial int egs_cuda_end_graph(nint graph);

    [LibraryImport(Library)]
    internal static partial int egs_cuda_replay_graph(nint graph);

    [LibraryImport(Library)]
    internal static partial long egs_cuda_free_memory(int device);

    [LibraryImport(Library)]
    internal static partial int egs_get_threads();

    [LibraryImport(Library)]
    internal static partial int egs_threads_at_work();

    [LibraryImport(Library)]
    internal static partial int egs_set_threads(int count);

    [LibraryImport(Library)]
    internal static partial int egs_get_interop_threads();

    [LibraryImport(Library)]
    internal static partial int egs_set_interop_threads(int count);

    [LibraryImport(Library)]
    internal static partial int egs_set_deterministic(int mode, int warnOnly);

    [LibraryImport(Library)]
    internal static partial int egs_get_deterministic();

    [LibraryImport(Library)]
    internal static partial int egs_manual_seed(ulong seed);

    [LibraryImport(Library)]
    internal static partial nint egs_default_generator(long device);

    [LibraryImport(Library)]
    internal static partial nint egs_new_generator(ulong seed, long device);

    [LibraryImport(Library)]
    internal static partial void egs_free_generator(nint generator);

    [LibraryImport(Library)]
    internal static partial int egs_generator_seed(nint generator, ulong seed);

    [LibraryImport(Library)]
    internal static partial int egs_generator_new_seed(nint generator, ulong* seed);

    [LibraryImport(Library)]
    internal static partial int egs_generator_initial_seed(nint generator, ulong* seed);

    [LibraryImport(Library)]
    internal static partial int egs_generator_state(nint generator, nint* state);

    [LibraryImport(Library)]
    internal static partial int egs_set_generator_state(nint generator, nint state);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int egs_tensor_save(nint tensor, string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint egs_tensor_load(string path);

    [LibraryImport(Library)]
    internal static partial nint egs_dropout_mask(nint tensor, double keep, int counted);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int egs_dropout_from_counter();

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int egs_dropout_source();

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void egs_use_dropout_source(int chosen);

    [LibraryImport(Library)]
    internal static partial void egs_mask_of_key(ulong key, long first, long count, double keep, byte* kept);

    [LibraryImport(Library)]
    internal static partial void egs_philox(uint* counter, ulong key, uint* words);

    [LibraryImport(Library)]
    internal static partial nint egs_conv1d(nint input, nint weight, nint bias, long stride, long padding, long dilation, long groups);

    [LibraryImport(Library)]
    internal static partial nint egs_norm_relu_dropout(
        nint input, nint weight, nint bias, nint runningMean, nint runningVariance, double momentum, double eps, int relu, double p, nint group);

    [LibraryImport(Library)]
    internal static partial nint egs_layer_norm(nint input, nint weight, nint bias, double eps);

    [LibraryImport(Library)]
    internal static partial nint egs_linear(nint input, nint weight, nint bias);

    [LibraryImport(Library)]
    internal static partial nint egs_linear_gelu(nint input, nint weight, nint bias);

    [LibraryImport(Library)]
    internal static partial nint egs_linear_add(nint input, nint weight, nint bias, nint residual);

    [LibraryImport(Library)]
    internal static partial nint egs_self_attention(nint joint, long heads, nint mask, nint cos, nint sin, double p);

    [LibraryImport(Library)]
    internal static partial nint egs_max_pool(nint input, long window, int ceil);

    [LibraryImport(Library)]
    internal static partial int egs_adam_step(
        nint* weights, nint* gradients, nint* means, nint* squares, nint* most, long* steps, int count,
        double rate, double beta1, double beta2, double eps, double decay, int decoupled);

    [LibraryImport(Library)]
    internal static partial int egs_autocasting();

    [LibraryImport(Library)]
    internal static partial int egs_direct_kernels();

    [LibraryImport(Library)]
    internal static partial void egs_use_direct_kernels(int enabled);

    [LibraryImport(Library)]
    internal static partial byte* egs_kernel_set();

    [LibraryImport(Library)]
    internal static partial int egs_use_cache();

    [LibraryImport(Library)]
    internal static partial int egs_trim_cache();

    [LibraryImport(Library)]
    internal static partial void egs_cache_statistics(long* values);

    [LibraryImport(Library)]
    internal static partial int egs_autocast_enter(int device, int on);

    [LibraryImport(Library)]
    internal static partial int egs_autocast_leave(int device, int before);

    [LibraryImport(Library)]
    internal static partial int egs_get_tf32();

    [LibraryImport(Library)]
    internal static partial int egs_set_tf32(int flags);

    [LibraryImport(Library)]
    internal static partial int egs_group_backends();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint egs_group_open(int backend, string host, int port, int listen, string prefix, int rank, int size, long timeoutMilliseconds);

    [LibraryImport(Library)]
    internal static partial int egs_group_leave(nint group);

    [LibraryImport(Library)]
    internal static partial void egs_group_close(nint group);

    [LibraryImport(Library)]
    internal static partial nint egs_group_all_reduce(nint group, nint tensor);

    [LibraryImport(Library)]
    internal static partial nint egs_group_broadcast(nint group, nint tensor, int root);

    [LibraryImport(Library)]
    internal static partial nint egs_group_all_gather(nint group, nint output, nint input);

    [LibraryImport(Library)]
    internal static partial int egs_work_wait(nint work);

    [LibraryImport(Library)]
    internal static partial void egs_work_drop(nint work);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int egs_group_put(nint group, string key, byte* value, int length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int egs_group_get(nint group, string key, byte* value, int capacity);

    [LibraryImport(Library)]
    internal static partial nint egs_group_batch_norm(nint group, nint input, nint weight, nint bias, nint mean, nint variance, double momentum, double eps);
}
